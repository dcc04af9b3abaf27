import { Menu } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiKey, keysQuery, revokeKey } from '../../api/keys';
import { scopeText } from '../../lib/scopes';
import { useCan } from '../../session/session';
import { ActionButton } from '../../ui/action-button';
import { ConfirmDestructive } from '../../ui/confirm-destructive';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState, NoRight } from '../../ui/empty-state';
import { Expiry } from '../../ui/expiry';
import { Id } from '../../ui/id';
import { PageHeader } from '../../ui/page-header';
import { RowMenu } from '../../ui/row-menu';
import { Time } from '../../ui/time';
import { toast } from '../../ui/toast';
import { useUrlState } from '../../ui/use-url-state';
import { CreateKey } from './create-key';

/** The API keys of the company's programs. */
export function KeysPage() {
  const { t } = useTranslation('developers');
  const [params, setUrl] = useUrlState();
  const [revoked, setRevoked] = useState<ApiKey>();
  const queryClient = useQueryClient();
  const canRead = useCan('keys:read');
  const query = useInfiniteQuery({ ...keysQuery, enabled: canRead });
  const columns = useColumns(setRevoked);
  return (
    <>
      <PageHeader
        title={t('keys.title')}
        about={t('keys.about')}
        actions={
          <ActionButton scope="keys:write" onClick={() => setUrl({ new: '1' })}>
            {t('keys.create')}
          </ActionButton>
        }
      />
      {canRead ? (
        <DataTable
          label={t('keys.title')}
          query={query}
          columns={columns}
          rowId={({ id }) => id}
          empty={<EmptyState title={t('keys.empty')} text={t('keys.emptyHelp')} />}
        />
      ) : (
        <NoRight />
      )}
      <CreateKey opened={params.new === '1'} onClose={() => setUrl({ new: undefined })} />
      <ConfirmDestructive
        opened={revoked !== undefined}
        onClose={() => setRevoked(undefined)}
        title={t('keys.revokeTitle', { name: revoked?.name })}
        text={t('keys.revokeText')}
        action={t('keys.revoke')}
        onConfirm={() => revokeKey(revoked!.id)}
        onDone={() => {
          toast(t('keys.revoked', { name: revoked?.name }));
          setRevoked(undefined);
          void queryClient.invalidateQueries({ queryKey: ['keys'] });
        }}
      />
    </>
  );
}

function useColumns(onRevoke: (key: ApiKey) => void): readonly Column<ApiKey>[] {
  const { t } = useTranslation('developers');
  const { t: common } = useTranslation();
  return [
    {
      key: 'name',
      header: t('keys.name'),
      card: 'title',
      width: '22%',
      cell: ({ name }) => <span title={name}>{name}</span>,
    },
    { key: 'id', header: t('keys.id'), width: 170, card: 'hidden', cell: ({ id }) => <Id id={id} /> },
    {
      key: 'scopes',
      header: t('keys.scopes'),
      card: 'line',
      cell: ({ scopes }) => {
        const text = scopes.map((scope) => common(`scope.${scopeText(scope)}`)).join(' · ');
        return <span title={text}>{text}</span>;
      },
    },
    {
      key: 'used',
      header: t('keys.used'),
      width: 170,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('keys.unused') : <Time at={lastUsedAt} />),
    },
    {
      key: 'expires',
      header: t('keys.expires'),
      width: 130,
      labelled: true,
      cell: ({ expiresAt }) => <Expiry at={expiresAt} />,
    },
    {
      key: 'actions',
      header: '',
      width: 56,
      card: 'end',
      cell: (key) => (
        <RowMenu scope="keys:write" label={common('action.actionsOf', { name: key.name })}>
          <Menu.Item c="var(--anika-bad)" onClick={() => onRevoke(key)}>
            {t('keys.revoke')}
          </Menu.Item>
        </RowMenu>
      ),
    },
  ];
}
