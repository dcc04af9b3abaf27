import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../app/preferences';
import { formatTime } from '../../i18n/format';
import { SecretDialog } from '../../ui/secret-dialog';
import type { HandedLink } from './handed-link';

interface LinkDialogProps {
  readonly link?: HandedLink;
  readonly onClose: () => void;
}

/** A link to hand over, and until when it is valid. */
export function LinkDialog({ link, onClose }: LinkDialogProps) {
  const { t, i18n } = useTranslation('settings');
  const { zone } = usePreferences();
  // A line does not end within it.
  const time = link && formatTime(i18n.language, link.expiresAt, zone, 'minutes').replaceAll(' ', '\u00a0');
  const isReset = link?.kind === 'reset';
  return (
    <SecretDialog
      title={t(isReset ? 'link.reset' : 'link.invitation', { name: link?.name })}
      help={t(isReset ? 'link.resetHelp' : 'link.invitationHelp', { time })}
      secret={link?.link}
      onClose={onClose}
    />
  );
}
