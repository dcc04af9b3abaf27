import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Selection } from '../../api/replays';
import { ActionButton } from '../../ui/action-button';

interface ReplayButtonProps {
  readonly subscriptionId?: string;
  readonly only: Selection;
  readonly variant?: 'default';
}

/** Leads to the wizard, with what is known already. */
export function ReplayButton({ subscriptionId, only, variant }: ReplayButtonProps) {
  const { t } = useTranslation('replays');
  const navigate = useNavigate();
  return (
    <ActionButton
      scope="subscriptions:write"
      variant={variant}
      onClick={() => void navigate({ to: '/replays/new', search: { subscription: subscriptionId, only } })}
    >
      {t('button')}
    </ActionButton>
  );
}
