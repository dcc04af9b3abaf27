import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DeadLetter } from '../../api/operator';
import { partnerQuery } from '../../api/partners';
import { shortId } from '../../lib/short-id';
import type { Column } from '../../ui/data-table';
import { Id } from '../../ui/id';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { attemptErrorOf } from '../deliveries/attempt-error';

export function useDeadLetterColumns(): readonly Column<DeadLetter>[] {
  const { t } = useTranslation('operator');
  const { t: deliveries } = useTranslation('deliveries');
  return [
    {
      key: 'partner',
      header: t('dead.partner'),
      card: 'title',
      cell: ({ partnerId }) => <PartnerLink partnerId={partnerId} />,
    },
    {
      key: 'publisher',
      header: t('dead.publisher'),
      card: 'hidden',
      cell: ({ publisherId }) => <PartnerLink partnerId={publisherId} />,
    },
    {
      key: 'error',
      header: t('dead.error'),
      width: 180,
      cell: ({ error, reason, statusCode, attempts }) => {
        const known = attemptErrorOf(error);
        const why = known
          ? deliveries(`error.${known}.title`)
          : deliveries(`short.${reason as 'expired'}`, { defaultValue: reason });
        const text = [statusCode, why].filter(Boolean).join(' · ');
        return <span title={`${text} · ${deliveries('attempts', { count: attempts })}`}>{text}</span>;
      },
    },
    {
      key: 'subscription',
      header: t('dead.subscription'),
      width: 148,
      card: 'hidden',
      cell: ({ subscriptionId }) => (
        <Id id={subscriptionId} to={`/operator/deliveries?subscriptionId=${subscriptionId}`} />
      ),
    },
    { key: 'id', header: t('dead.delivery'), width: 148, card: 'hidden', cell: ({ id }) => <Id id={id} /> },
    {
      key: 'last',
      header: t('dead.last'),
      width: 148,
      card: 'hidden',
      cell: ({ lastAttemptAt }) => lastAttemptAt && <Time at={lastAttemptAt} />,
    },
    {
      key: 'accepted',
      header: t('dead.accepted'),
      width: 148,
      labelled: true,
      // The version before this one does not tell.
      cell: ({ acceptedAt }: Partial<DeadLetter>) => acceptedAt && <Time at={acceptedAt} />,
    },
  ];
}

function PartnerLink({ partnerId }: { readonly partnerId: string }) {
  const { data } = useQuery(partnerQuery(partnerId));
  const name = data?.name ?? shortId(partnerId);
  return (
    <TextLink to={`/operator/partners/${partnerId}`} title={name}>
      {name}
    </TextLink>
  );
}
