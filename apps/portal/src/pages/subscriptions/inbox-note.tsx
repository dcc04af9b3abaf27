import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { inboxesQuery } from '../../api/inboxes';
import { TextLink } from '../../ui/text-link';

/** Where the endpoint is a test inbox of our own: the way there. */
export function InboxNote({ url }: { readonly url: string }) {
  const { t } = useTranslation('inbox');
  const { data } = useQuery({ ...inboxesQuery, enabled: url.includes('/inbox/') });
  const inbox = data?.data.find((each) => each.url === url);
  if (!inbox) return null;
  return (
    <p style={{ margin: '0 0 16px' }}>
      {t('note')}{' '}
      <TextLink to={`/developers/inbox?inbox=${inbox.id}`} underline="always">
        {t('open')}
      </TextLink>
    </p>
  );
}
