import { useTranslation } from 'react-i18next';
import type { AccessRequest } from '../../api/access-requests';
import { useMe } from '../../session/session';
import { Facts } from '../../ui/facts';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { Expiry } from '../../ui/expiry';
import { GrantFields } from './grant-fields';

interface RequestFactsProps {
  readonly request: AccessRequest;
  /** The page says itself which topic it is. */
  readonly isOnTopic?: boolean;
}

/** What is asked for, and what was decided. */
export function RequestFacts({ request, isOnTopic = false }: RequestFactsProps) {
  const { t } = useTranslation('access');
  const { partner } = useMe();
  const { decision, state } = request;
  const isOwner = request.ownerId === partner.id;
  return (
    <Facts
      of={{
        [t('state')]: <StatusBadge state={state === 'pending' ? 'waiting' : state} />,
        [t('topic')]: isOnTopic ? undefined : (
          <TextLink to={`/${isOwner ? 'topics' : 'catalog'}/${request.topicId}`}>
            {request.topicTitle}
          </TextLink>
        ),
        [t('owner')]: isOwner || isOnTopic ? undefined : request.ownerName,
        [t('reason')]: <span style={{ whiteSpace: 'pre-line' }}>{request.reason}</span>,
        [t('fieldsAsked')]: <GrantFields fields={request.fields} />,
        [t('untilAsked')]: <Expiry at={request.expiresAt} />,
        [t('asked')]: <Time at={request.createdAt} />,
        [t('decidedAt')]: decision ? <Time at={decision.at} /> : undefined,
        [t('decisionReason')]: decision?.reason ?? undefined,
        [t('fieldsGranted')]: decision?.granted ? (
          <GrantFields fields={decision.granted.fields} />
        ) : undefined,
        [t('untilGranted')]: decision?.granted ? <Expiry at={decision.granted.expiresAt} /> : undefined,
      }}
    />
  );
}
