import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type User, usersQuery } from '../../api/people';
import { useMe } from '../../session/session';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { PersonMenu } from './person-menu';
import type { HandedLink } from './handed-link';

interface PeopleListProps {
  readonly onLink: (link: HandedLink) => void;
  /** Another company's, for operators. */
  readonly partnerId?: string;
}

/** Who belongs to a company. */
export function PeopleList({ onLink, partnerId }: PeopleListProps) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const { user: me } = useMe();
  const query = useInfiniteQuery(usersQuery(partnerId));
  const columns: readonly Column<User>[] = [
    {
      key: 'name',
      header: t('team.name'),
      card: 'title',
      cell: ({ id, name }) => <span title={name}>{id === me?.id ? t('team.me', { name }) : name}</span>,
    },
    {
      key: 'email',
      header: t('team.email'),
      cell: ({ email }) => <span title={email}>{email}</span>,
    },
    {
      key: 'role',
      header: t('team.role'),
      width: 130,
      cell: ({ role }) => <span className="capital">{common(`user.role.${role}`)}</span>,
    },
    {
      key: 'status',
      header: t('team.status'),
      width: 150,
      card: 'hidden',
      cell: ({ status }) => <StatusBadge state={status === 'active' ? 'enabled' : 'blocked'} />,
    },
    {
      key: 'since',
      header: t('team.since'),
      width: 130,
      card: 'hidden',
      cell: ({ createdAt }) => <Time at={createdAt} detail="date" />,
    },
    {
      key: 'actions',
      header: '',
      width: 56,
      card: 'end',
      cell: (user) =>
        user.id !== me?.id && <PersonMenu user={user} isForeign={partnerId !== undefined} onLink={onLink} />,
    },
  ];
  return (
    <DataTable
      label={t('tab.team')}
      query={query}
      columns={columns}
      rowId={({ id }) => id}
      empty={<EmptyState title={t('team.empty')} />}
    />
  );
}
