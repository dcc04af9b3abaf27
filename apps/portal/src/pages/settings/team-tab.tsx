import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { invitationsQuery, usersQuery } from '../../api/people';
import { ActionButton } from '../../ui/action-button';
import { After } from '../../ui/after';
import { Section } from '../../ui/section';
import { useUrlState } from '../../ui/use-url-state';
import type { HandedLink } from './handed-link';
import { InvitationList } from './invitation-list';
import { InviteDialog } from './invite-dialog';
import { LinkDialog } from './link-dialog';
import { PeopleList } from './people-list';
import { RoleTable } from './role-table';

/** The people of the company, those who are invited, and what each role may do. */
export function TeamTab() {
  const { t } = useTranslation('settings');
  const [params, setUrl] = useUrlState();
  const [link, setLink] = useState<HandedLink>();
  const people = useInfiniteQuery(usersQuery());
  const invitations = useInfiniteQuery(invitationsQuery);
  return (
    <>
      <Section
        title={t('team.people')}
        aside={
          <ActionButton scope="users:write" onClick={() => setUrl({ new: '1' })}>
            {t('team.invite')}
          </ActionButton>
        }
      >
        <Text c="dimmed" maw="72ch" mb="xs">
          {t('team.about')}
        </Text>
        <PeopleList onLink={setLink} />
      </Section>
      <After ready={!people.isPending && !invitations.isPending}>
        <InvitationList onLink={setLink} />
        <Section title={t('roles.title')}>
          <RoleTable />
        </Section>
      </After>
      <InviteDialog opened={params.new === '1'} onClose={() => setUrl({ new: undefined })} onLink={setLink} />
      <LinkDialog link={link} onClose={() => setLink(undefined)} />
    </>
  );
}
