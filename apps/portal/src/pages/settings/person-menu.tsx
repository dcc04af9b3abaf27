import { Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endSessionsOf, makeResetLink, updateUser, type User } from '../../api/people';
import { COMPANY_ROLES } from '../../lib/scopes';
import { RowMenu } from '../../ui/row-menu';
import { problemToast, toast, undoToast } from '../../ui/toast';
import type { HandedLink } from './handed-link';

interface PersonMenuProps {
  readonly user: User;
  /** Of another company: operators change nothing of it but sessions and passwords. */
  readonly isForeign: boolean;
  readonly onLink: (link: HandedLink) => void;
}

/** What may be done with a person. */
export function PersonMenu({ user, isForeign, onLink }: PersonMenuProps) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const { id, name, role, status } = user;
  const change = useChange(user);
  const { mutate: reset } = useMutation({
    mutationFn: () => makeResetLink(id),
    onSuccess: (made) => onLink({ kind: 'reset', name, ...made }),
    onError: problemToast,
  });
  const { mutate: endSessions } = useMutation({
    mutationFn: () => endSessionsOf(id),
    onSuccess: () => toast(t('team.sessionsEnded', { name })),
    onError: problemToast,
  });
  return (
    <RowMenu scope="users:write" label={common('action.actionsOf', { name })}>
      {!isForeign &&
        role !== 'operator' &&
        COMPANY_ROLES.filter((other) => other !== role).map((other) => (
          <Menu.Item key={other} onClick={() => change({ role: other })}>
            {t('team.makeRole', { role: common(`user.role.${other}`) })}
          </Menu.Item>
        ))}
      <Menu.Item onClick={() => reset()}>{t('team.resetLink')}</Menu.Item>
      <Menu.Item onClick={() => endSessions()}>{t('team.endSessions')}</Menu.Item>
      {!isForeign && (
        <Menu.Item
          c={status === 'active' ? 'var(--anika-bad)' : undefined}
          onClick={() => change({ status: status === 'active' ? 'disabled' : 'active' })}
        >
          {t(status === 'active' ? 'team.block' : 'team.unblock')}
        </Menu.Item>
      )}
    </RowMenu>
  );
}

type Change = Pick<Partial<User>, 'role' | 'status'>;

/** Changes the person, and offers to take it back. */
function useChange({ id, name, role, status }: User): (change: Change) => void {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (change: Change) => updateUser(id, change),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['users'] }),
    onError: problemToast,
  });
  return (change) =>
    mutate(change, {
      onSuccess: () =>
        undoToast(t('team.changed', { name }), () =>
          mutate(change.role === undefined ? { status } : { role }),
        ),
    });
}
