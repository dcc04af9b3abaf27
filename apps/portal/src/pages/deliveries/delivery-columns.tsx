import { useTranslation } from 'react-i18next';
import type { Delivery } from '../../api/deliveries';
import { shortId } from '../../lib/short-id';
import type { Column } from '../../ui/data-table';
import { RowLink } from '../../ui/row-link';
import { StatusBadge } from '../../ui/status-badge';
import { attemptErrorOf } from './attempt-error';
import { TopicTitle } from '../../ui/topic-title';
import { Count, Time, Until } from '../../ui/time';

/** The columns of every list of deliveries; with the topic where there are several. */
export function useDeliveryColumns(withTopic: boolean): readonly Column<Delivery>[] {
  const { t } = useTranslation('deliveries');
  return [
    {
      key: 'message',
      header: t('column.message'),
      ...(withTopic && { width: 130 }),
      card: 'title',
      cell: ({ id, messageId }) => (
        <RowLink id={id} to={`/deliveries/${id}`} title={messageId}>
          <span className="mono">{shortId(messageId)}</span>
        </RowLink>
      ),
    },
    ...(withTopic
      ? [
          {
            key: 'topic',
            header: t('column.topic'),
            cell: ({ topicId }: Delivery) => <TopicTitle topicId={topicId} />,
          },
        ]
      : []),
    {
      key: 'state',
      header: t('column.state'),
      width: 168,
      card: 'end',
      cell: ({ state }) => <StatusBadge state={state} />,
    },
    {
      key: 'attempts',
      header: t('column.attempts'),
      width: 85,
      numeric: true,
      card: 'hidden',
      cell: ({ attempts }) => <Count value={attempts.length} />,
    },
    { key: 'answer', header: t('column.answer'), width: 220, cell: (delivery) => <Answer {...delivery} /> },
    {
      key: 'last',
      header: t('column.last'),
      width: 150,
      cell: ({ attempts }) => {
        const last = attempts.at(-1);
        return last && <Time at={last.at} />;
      },
    },
    {
      key: 'next',
      header: t('column.next'),
      width: 120,
      labelled: true,
      cell: ({ nextAttemptAt }) => nextAttemptAt && <Until at={nextAttemptAt} />,
    },
  ];
}

/** What was answered last; of what has not been tried, why it waits. */
function Answer({ attempts, reason }: Delivery) {
  const { t, i18n } = useTranslation('deliveries');
  const last = attempts.at(-1);
  const error = attemptErrorOf(last?.error);
  const meaning = error && t(`error.${error}.title`);
  const isKnown = !last && reason !== undefined && i18n.exists(`deliveries:reason.${reason}`);
  const why = isKnown ? t(`short.${reason as 'paused'}`) : undefined;
  const whole = isKnown ? t(`reason.${reason as 'paused'}`) : last?.errorMessage;
  const status = last?.statusCode;
  const isBare = status !== undefined && meaning === undefined;
  const text = isBare
    ? t('answered', { status })
    : [status, meaning, why].filter((part) => part !== undefined).join(' · ');
  return text === '' ? null : <span title={whole ?? text}>{text}</span>;
}
