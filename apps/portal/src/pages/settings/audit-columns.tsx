import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/audit';
import { AUDIT_ACTIONS, auditText } from '../../lib/audit-actions';
import { shortId } from '../../lib/short-id';
import type { Column } from '../../ui/data-table';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';

export function useAuditColumns(): readonly Column<AuditEntry>[] {
  const { t } = useTranslation('audit');
  return [
    { key: 'at', header: t('at'), width: 160, cell: ({ at }) => <Time at={at} /> },
    {
      key: 'action',
      header: t('action'),
      width: '26%',
      card: 'title',
      cell: ({ action, changes }) => {
        const known = AUDIT_ACTIONS.find((name) => name === action);
        const text = known ? t(`actions.${auditText(known)}`) : action;
        return <span title={[text, ...changes].join(' · ')}>{text}</span>;
      },
    },
    {
      key: 'object',
      header: t('object'),
      cell: ({ object: { id, name, type } }) =>
        id ? (
          <TextLink to={`/settings/audit?objectId=${id}`} title={`${name ?? type} ${id}`}>
            {name ?? shortId(id)}
          </TextLink>
        ) : (
          name
        ),
    },
    {
      key: 'actor',
      header: t('actor'),
      width: 160,
      labelled: true,
      cell: ({ actor: { kind, id, name } }) => {
        const text = name ?? t(`kind.${kind}`);
        return id ? (
          <TextLink to={`/settings/audit?actorId=${id}`} title={`${text} ${id}`}>
            {text}
          </TextLink>
        ) : (
          text
        );
      },
    },
    {
      key: 'address',
      header: t('address'),
      width: 120,
      card: 'hidden',
      cell: ({ address, userAgent }) => <span title={userAgent ?? undefined}>{address}</span>,
    },
    {
      key: 'result',
      header: t('result'),
      width: 125,
      card: 'end',
      cell: ({ outcome: { result, code } }) => (
        <span title={code}>
          <StatusBadge state={result === 'done' ? 'applied' : result} />
        </span>
      ),
    },
  ];
}
