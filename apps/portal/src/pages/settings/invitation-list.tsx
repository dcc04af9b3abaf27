import { Menu } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Invitation, invitationsQuery, resendInvitation, revokeInvitation } from '../../api/people';
import { type Column, DataTable } from '../../ui/data-table';
import { RowMenu } from '../../ui/row-menu';
import { Section } from '../../ui/section';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { problemToast, toast } from '../../ui/toast';
import type { HandedLink } from './handed-link';

/** Who is invited and has not come yet; nothing at all when there is nobody. */
export function InvitationList({ onLink }: { readonly onLink: (link: HandedLink) => void }) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const query = useInfiniteQuery(invitationsQuery);
  if (!query.data?.length) return null;
  const columns: readonly Column<Invitation>[] = [
    {
      key: 'email',
      header: t('team.email'),
      card: 'title',
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
      cell: ({ status }) => <StatusBadge state={status === 'open' ? 'invited' : 'expired'} />,
    },
    {
      key: 'until',
      header: t('invitations.until'),
      width: 180,
      labelled: true,
      cell: ({ expiresAt }) => <Time at={expiresAt} />,
    },
    {
      key: 'actions',
      header: '',
      width: 56,
      card: 'end',
      cell: (invitation) => <InvitationMenu invitation={invitation} onLink={onLink} />,
    },
  ];
  return (
    <Section title={t('invitations.title')}>
      <DataTable
        label={t('invitations.title')}
        query={query}
        columns={columns}
        rowId={({ id }) => id}
        empty={null}
      />
    </Section>
  );
}

interface InvitationMenuProps {
  readonly invitation: Invitation;
  readonly onLink: (link: HandedLink) => void;
}

function InvitationMenu({ invitation: { id, email }, onLink }: InvitationMenuProps) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const onSettled = () => void queryClient.invalidateQueries({ queryKey: ['invitations'] });
  const { mutate: resend } = useMutation({
    mutationFn: () => resendInvitation(id),
    onSuccess: ({ link, expiresAt }) =>
      link === null
        ? toast(t('invitations.sent', { email }))
        : onLink({ kind: 'invitation', name: email, link, expiresAt }),
    onError: problemToast,
    onSettled,
  });
  const { mutate: revoke } = useMutation({
    mutationFn: () => revokeInvitation(id),
    onSuccess: () => toast(t('invitations.revoked', { email })),
    onError: problemToast,
    onSettled,
  });
  return (
    <RowMenu scope="users:write" label={common('action.actionsOf', { name: email })}>
      <Menu.Item onClick={() => resend()}>{t('invitations.resend')}</Menu.Item>
      <Menu.Item c="var(--anika-bad)" onClick={() => revoke()}>
        {t('invitations.revoke')}
      </Menu.Item>
    </RowMenu>
  );
}
