import { ActionIcon, Menu, Text } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Grant, grantsQuery, revokeGrant } from '../../api/topics';
import { useCan } from '../../session/session';
import { ActionButton } from '../../ui/action-button';
import { ConfirmDestructive } from '../../ui/confirm-destructive';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterBar } from '../../ui/filter-bar';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { toast } from '../../ui/toast';
import { useNow } from '../../ui/use-now';
import { GrantDialog } from './grant-dialog';

/** Who may read the topic, what of it, until when. */
export function AccessTab() {
  const { t } = useTranslation('topics');
  const { topicId } = useParams({ from: '/shell/topics/$topicId' });
  const query = useInfiniteQuery(grantsQuery(topicId));
  const queryClient = useQueryClient();
  const canChange = useCan('topics:write');
  const [edited, setEdited] = useState<Grant | 'new'>();
  const [revoked, setRevoked] = useState<Grant>();
  const columns: readonly Column<Grant>[] = [
    {
      key: 'partner',
      header: t('access.partner'),
      card: 'title',
      cell: ({ partnerName }) => <span title={partnerName}>{partnerName}</span>,
    },
    {
      key: 'fields',
      header: t('access.fields'),
      cell: ({ fields }) =>
        fields ? (
          <span className="mono" title={fields.join(', ')}>
            {fields.join(', ')}
          </span>
        ) : (
          t('access.allFields')
        ),
    },
    {
      key: 'since',
      header: t('access.since'),
      width: 120,
      cell: ({ createdAt }) => <Time at={createdAt} detail="date" />,
    },
    {
      key: 'expires',
      header: t('access.expires'),
      width: 160,
      cell: ({ expiresAt }) => <Expiry at={expiresAt} />,
    },
    {
      key: 'actions',
      header: '',
      width: 56,
      card: 'end',
      cell: (grant) =>
        canChange && (
          <GrantMenu grant={grant} onEdit={() => setEdited(grant)} onRevoke={() => setRevoked(grant)} />
        ),
    },
  ];
  return (
    <>
      <FilterBar
        names={[]}
        aside={
          <ActionButton scope="topics:write" variant="default" onClick={() => setEdited('new')}>
            {t('access.give')}
          </ActionButton>
        }
      >
        <Text c="dimmed" maw="72ch">
          {t('access.about')}
        </Text>
      </FilterBar>
      <DataTable
        label={t('tab.access')}
        query={query}
        columns={columns}
        rowId={({ partnerId }) => partnerId}
        empty={<EmptyState title={t('access.empty')} text={t('access.emptyHelp')} />}
      />
      <GrantDialog topicId={topicId} grant={edited} onClose={() => setEdited(undefined)} />
      <ConfirmDestructive
        opened={revoked !== undefined}
        onClose={() => setRevoked(undefined)}
        title={t('access.revokeTitle', { partner: revoked?.partnerName })}
        text={t('access.revokeText')}
        action={t('access.revoke')}
        onConfirm={() => revokeGrant(topicId, revoked!.partnerId)}
        onDone={() => {
          toast(t('access.revoked', { partner: revoked?.partnerName }));
          setRevoked(undefined);
          void queryClient.invalidateQueries({ queryKey: ['grants', topicId] });
        }}
      />
    </>
  );
}

function Expiry({ at }: { readonly at: string | null }) {
  const { t } = useTranslation();
  const now = useNow();
  if (at === null) return t('time.forever');
  return Date.parse(at) < now ? <StatusBadge state="expired" /> : <Time at={at} detail="date" />;
}

interface GrantMenuProps {
  readonly grant: Grant;
  readonly onEdit: () => void;
  readonly onRevoke: () => void;
}

function GrantMenu({ grant, onEdit, onRevoke }: GrantMenuProps) {
  const { t } = useTranslation('topics');
  const { t: common } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`${common('action.actions')}: ${grant.partnerName}`}
        >
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit}>{t('access.edit')}</Menu.Item>
        <Menu.Item c="var(--anika-bad)" onClick={onRevoke}>
          {t('access.revoke')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
