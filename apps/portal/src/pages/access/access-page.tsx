import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  ACCESS_REQUEST_STATES,
  accessRequestCountsQuery,
  accessRequestsQuery,
} from '../../api/access-requests';
import { allGrantsQuery } from '../../api/grants';
import { ActionButton } from '../../ui/action-button';
import { EmptyState, NothingFound } from '../../ui/empty-state';
import { FilterBar, SelectFilter, useFilters } from '../../ui/filter-bar';
import { PageHeader } from '../../ui/page-header';
import { SegmentFilter } from '../../ui/segment-filter';
import { useUrlState } from '../../ui/use-url-state';
import { GrantDialog } from './grant-dialog';
import { GrantList } from './grant-list';
import { RequestList } from './request-list';

/** Who may read our data, over all topics, and who asks to. */
export function AccessPage() {
  const { t } = useTranslation('access');
  const [{ tab, new: isNew }, setUrl] = useUrlState();
  const { data: counts } = useQuery(accessRequestCountsQuery);
  const waiting = counts?.incoming ?? 0;
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('pageAbout')}
        actions={
          <ActionButton scope="topics:write" onClick={() => setUrl({ new: '1' })}>
            {t('give')}
          </ActionButton>
        }
      />
      <FilterBar names={[]}>
        <SegmentFilter
          name="tab"
          label={t('title')}
          none={t('tab.grants')}
          options={[
            {
              value: 'requests',
              label: waiting > 0 ? t('tab.requestsWaiting', { count: waiting }) : t('requests'),
            },
          ]}
        />
      </FilterBar>
      {tab === 'requests' ? <Requests /> : <Grants />}
      {isNew === '1' && <GrantDialog onClose={() => setUrl({ new: undefined })} />}
    </>
  );
}

function Grants() {
  const { t } = useTranslation('access');
  const query = useInfiniteQuery(allGrantsQuery({ direction: 'given' }));
  return (
    <GrantList
      label={t('readers')}
      query={query}
      empty={<EmptyState title={t('empty')} text={t('emptyHelp')} />}
    />
  );
}

const FILTERS = ['direction', 'state'];

function Requests() {
  const { t } = useTranslation('access');
  const { t: common } = useTranslation();
  const [params] = useUrlState();
  const { isFiltered, reset } = useFilters(FILTERS);
  const direction = params.direction === 'outgoing' ? 'outgoing' : 'incoming';
  const state = ACCESS_REQUEST_STATES.find((known) => known === params.state);
  const query = useInfiniteQuery(accessRequestsQuery({ direction, ...(state && { state }) }));
  const empty =
    direction === 'incoming' ? (
      <EmptyState title={t('noRequests')} text={t('noRequestsHelp')} />
    ) : (
      <EmptyState title={t('noOwnRequests')} text={t('noOwnRequestsHelp')} />
    );
  return (
    <>
      <FilterBar names={FILTERS}>
        <SelectFilter
          name="direction"
          label={t('direction.label')}
          none={t('direction.incoming')}
          options={[{ value: 'outgoing', label: t('direction.outgoing') }]}
        />
        <SelectFilter
          name="state"
          label={t('state')}
          none={t('anyState')}
          options={ACCESS_REQUEST_STATES.map((value) => ({
            value,
            label: common(`state.${value === 'pending' ? 'waiting' : value}`),
          }))}
        />
      </FilterBar>
      <RequestList
        label={t('requests')}
        query={query}
        empty={isFiltered && state ? <NothingFound onReset={reset} /> : empty}
      />
    </>
  );
}
