import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeadLetter, deadLettersQuery, readDeadLetters } from '../../api/operator';
import { DataTable } from '../../ui/data-table';
import { EmptyState, NothingFound } from '../../ui/empty-state';
import { ExportMenu } from '../../ui/export-menu';
import { FilterBar, TextFilter, useFilters } from '../../ui/filter-bar';
import { PageHeader } from '../../ui/page-header';
import { PartnerSelect } from '../../ui/partner-select';
import { RANGE, RangeFilter, useRange } from '../../ui/range-filter';
import { useUrlState } from '../../ui/use-url-state';
import { useDeadLetterColumns } from './dead-letter-columns';
import { Redrive } from './redrive';

const FILTERS = ['partnerId', 'topicId', 'subscriptionId', ...RANGE];

/** The dead letters of all partners: whose and why, never what is in them. */
export function DeadLettersPage() {
  const { t } = useTranslation('operator');
  const { t: common } = useTranslation();
  const [{ partnerId, topicId, subscriptionId }, setUrl] = useUrlState();
  const { isFiltered, reset } = useFilters(FILTERS);
  const range = useRange();
  const filter = useMemo(
    () => ({ partnerId, topicId, subscriptionId, ...range }),
    [partnerId, topicId, subscriptionId, range],
  );
  const query = useInfiniteQuery(deadLettersQuery(filter));
  return (
    <>
      <PageHeader title={t('dead.title')} about={t('dead.about')} actions={<Redrive />} />
      <FilterBar
        names={FILTERS}
        aside={<ExportMenu name="dead-letters" read={readDeadLetters(filter)} columns={EXPORTED} />}
      >
        <PartnerSelect
          label={t('dead.partner')}
          placeholder={t('dead.anyPartner')}
          nothingFound={common('list.nothingFound')}
          clearable
          w="min(220px, 90vw)"
          value={partnerId}
          onChange={(chosen) => setUrl({ partnerId: chosen ?? undefined })}
        />
        <TextFilter name="subscriptionId" label={t('dead.subscription')} placeholder="sub_…" />
        <TextFilter name="topicId" label={t('dead.topic')} placeholder="top_…" />
        <RangeFilter />
      </FilterBar>
      <DataTable
        label={t('dead.title')}
        query={query}
        columns={useDeadLetterColumns()}
        rowId={({ id }) => id}
        empty={
          isFiltered ? (
            <NothingFound onReset={reset} />
          ) : (
            <EmptyState title={t('dead.empty')} text={t('dead.emptyHelp')} />
          )
        }
      />
    </>
  );
}

const EXPORTED = {
  id: ({ id }: DeadLetter) => id,
  messageId: ({ messageId }: DeadLetter) => messageId,
  topicId: ({ topicId }: DeadLetter) => topicId,
  subscriptionId: ({ subscriptionId }: DeadLetter) => subscriptionId,
  partnerId: ({ partnerId }: DeadLetter) => partnerId,
  publisherId: ({ publisherId }: DeadLetter) => publisherId,
  acceptedAt: ({ acceptedAt }: DeadLetter) => acceptedAt,
  attempts: ({ attempts }: DeadLetter) => String(attempts),
  lastAttemptAt: ({ lastAttemptAt }: DeadLetter) => lastAttemptAt ?? '',
  statusCode: ({ statusCode }: DeadLetter) => String(statusCode ?? ''),
  error: ({ error, reason }: DeadLetter) => error ?? reason ?? '',
};
