import { Button, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TRIED, tryFilterQuery } from '../../api/matches';
import { matchQuery, type Subscription } from '../../api/subscriptions';
import { visible } from '../../lib/visible';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/late';
import { ProblemAlert } from '../../ui/problem-alert';
import { Section } from '../../ui/section';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { toProblem } from '../../api/problem';
import classes from './filter-trial.module.css';

interface FilterTrialProps {
  readonly subscription: Subscription;
  readonly filter: string;
  /** Then the platform also says which condition a message fails. */
  readonly isSaved: boolean;
}

const SHOWN = 10;

/** “Would this match?”: how many of the newest messages pass, and which of them. */
export function FilterTrial({ subscription, filter, isSaved }: FilterTrialProps) {
  const { t } = useTranslation('subscriptions');
  const { data, error, isPending, refetch } = useQuery(tryFilterQuery(subscription.topicId, filter));
  if (error)
    return toProblem(error).status === 422 || toProblem(error).status === 400 ? (
      <ProblemAlert error={error} />
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  if (isPending) return <SkeletonRows rows={5} />;
  const passed = data.filter(({ matches }) => matches).length;
  return (
    <Section title={t('filter.trial')}>
      <Text mb="sm" role="status" className="numbers">
        {data.length === 0 && t('filter.noMessages')}
        {data.length > 0 && data.length < TRIED && t('filter.countAll', { passed, count: data.length })}
        {data.length === TRIED && t('filter.count', { passed, count: TRIED })}
      </Text>
      {data.length > 0 && (
        <Table className={classes.tried} verticalSpacing={6} layout="fixed">
          <Table.Tbody>
            {data.slice(0, SHOWN).map(({ id, type, createdAt, data: payload, matches }) => (
              <Table.Tr key={id}>
                <Table.Td w={{ base: 140, sm: 150 }}>
                  <Verdict matches={matches} />
                </Table.Td>
                <Table.Td w={{ base: 104, sm: 160 }} className="cut">
                  <TextLink to={`/messages/${id}`}>{type}</TextLink>
                </Table.Td>
                <Table.Td>
                  {isSaved && !matches ? (
                    <Why subscription={subscription} messageId={id} />
                  ) : (
                    <div className="mono cut" title={visible(payload.slice(0, 200))}>
                      {visible(payload.slice(0, 200))}
                    </div>
                  )}
                </Table.Td>
                <Table.Td w={150} ta="right" visibleFrom="sm">
                  <Time at={createdAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}

function Verdict({ matches }: { readonly matches: boolean }) {
  const { t } = useTranslation('subscriptions');
  const Mark = matches ? Check : Minus;
  const color = matches ? 'var(--anika-good)' : 'var(--mantine-color-dimmed)';
  return (
    <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center', whiteSpace: 'nowrap' }}>
      <Mark size={14} color={color} aria-hidden />
      {t(matches ? 'filter.matches' : 'filter.fails')}
    </span>
  );
}

/** Which condition of the saved filter the message fails. */
function Why({
  subscription,
  messageId,
}: {
  readonly subscription: Subscription;
  readonly messageId: string;
}) {
  const { t, i18n } = useTranslation('subscriptions');
  const { t: filters } = useTranslation('filters');
  const [isAsked, setAsked] = useState(false);
  const { data } = useQuery({
    ...matchQuery(subscription.id, messageId, subscription.updatedAt),
    enabled: isAsked,
  });
  const failed = data?.failed;
  if (!failed)
    return (
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        ml={-8}
        loading={isAsked && !data}
        onClick={() => setAsked(true)}
      >
        {t('filter.why')}
      </Button>
    );
  const named = `filters:operator.${failed.operator}`;
  const operator = i18n.exists(named) ? filters(`operator.${failed.operator as '$eq'}`) : failed.operator;
  return (
    <span style={{ overflowWrap: 'anywhere' }}>
      <span className="mono">{failed.path}</span> {operator}{' '}
      <span className="mono">{visible(JSON.stringify(failed.expected))}</span>
    </span>
  );
}
