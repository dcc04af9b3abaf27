import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuditEntry, auditQuery, readAudit } from '../../api/audit';
import { AUDIT_ACTIONS, auditText } from '../../lib/audit-actions';
import { useCan } from '../../session/session';
import { DataTable } from '../../ui/data-table';
import { EmptyState, NoRight, NothingFound } from '../../ui/empty-state';
import { ExportMenu } from '../../ui/export-menu';
import { FilterBar, SelectFilter, TextFilter, useFilters } from '../../ui/filter-bar';
import { RANGE, RangeFilter, useRange } from '../../ui/range-filter';
import { useUrlState } from '../../ui/use-url-state';
import { useAuditColumns } from './audit-columns';

const FILTERS = ['action', 'actorId', 'objectId', ...RANGE];

/** Who did what to which object, from where; newest first. */
export const AuditTab = () => (useCan('audit:read') ? <Audit /> : <NoRight />);

function Audit() {
  const { t } = useTranslation('audit');
  const { t: settings } = useTranslation('settings');
  const [{ action, actorId, objectId }] = useUrlState();
  const { isFiltered, reset } = useFilters(FILTERS);
  const range = useRange();
  const filter = useMemo(
    () => ({ action: AUDIT_ACTIONS.find((known) => known === action), actorId, objectId, ...range }),
    [action, actorId, objectId, range],
  );
  const query = useInfiniteQuery(auditQuery(filter));
  return (
    <>
      <FilterBar
        names={FILTERS}
        aside={<ExportMenu name="audit" read={readAudit(filter)} columns={EXPORTED} />}
      >
        <SelectFilter
          name="action"
          label={t('action')}
          none={t('anyAction')}
          options={AUDIT_ACTIONS.map((value) => ({ value, label: t(`actions.${auditText(value)}`) }))}
        />
        <TextFilter name="objectId" label={t('object')} placeholder="top_… sub_… prt_…" />
        <TextFilter name="actorId" label={t('actor')} placeholder="usr_… key_…" />
        <RangeFilter />
      </FilterBar>
      <DataTable
        label={settings('tab.audit')}
        query={query}
        columns={useAuditColumns()}
        rowId={({ id }) => id}
        empty={isFiltered ? <NothingFound onReset={reset} /> : <EmptyState title={t('empty')} />}
      />
    </>
  );
}

const EXPORTED = {
  id: ({ id }: AuditEntry) => id,
  at: ({ at }: AuditEntry) => at,
  actorKind: ({ actor }: AuditEntry) => actor.kind,
  actorId: ({ actor }: AuditEntry) => actor.id ?? '',
  actorName: ({ actor }: AuditEntry) => actor.name ?? '',
  action: ({ action }: AuditEntry) => action,
  objectType: ({ object }: AuditEntry) => object.type,
  objectId: ({ object }: AuditEntry) => object.id ?? '',
  objectName: ({ object }: AuditEntry) => object.name ?? '',
  changes: ({ changes }: AuditEntry) => changes.join(' '),
  result: ({ outcome }: AuditEntry) => outcome.result,
  code: ({ outcome }: AuditEntry) => outcome.code ?? '',
  requestId: ({ requestId }: AuditEntry) => requestId,
  address: ({ address }: AuditEntry) => address ?? '',
  userAgent: ({ userAgent }: AuditEntry) => userAgent ?? '',
};
