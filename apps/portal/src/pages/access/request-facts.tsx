import { useTranslation } from 'react-i18next';
import type { AccessRequest } from '../../api/access-requests';
import { Facts } from '../../ui/facts';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { GrantExpiry } from './grant-expiry';
import { GrantFields } from './grant-fields';

/** What is asked for, and what was decided. */
export function RequestFacts({ request }: { readonly request: AccessRequest }) {
  const { t } = useTranslation('access');
  const { decision, state } = request;
  return (
    <Facts
      of={{
        [t('state')]: <StatusBadge state={state === 'pending' ? 'waiting' : state} />,
        [t('topic')]: <TextLink to={`/topics/${request.topicId}`}>{request.topicTitle}</TextLink>,
        [t('owner')]: request.ownerName,
        [t('reason')]: <span style={{ whiteSpace: 'pre-line' }}>{request.reason}</span>,
        [t('fieldsAsked')]: <GrantFields fields={request.fields} />,
        [t('untilAsked')]: <GrantExpiry at={request.expiresAt} />,
        [t('asked')]: <Time at={request.createdAt} />,
        [t('decidedAt')]: decision ? <Time at={decision.at} /> : undefined,
        [t('decisionReason')]: decision?.reason ?? undefined,
        [t('fieldsGranted')]: decision?.granted ? (
          <GrantFields fields={decision.granted.fields} />
        ) : undefined,
        [t('untilGranted')]: decision?.granted ? <GrantExpiry at={decision.granted.expiresAt} /> : undefined,
      }}
    />
  );
}
