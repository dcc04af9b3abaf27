import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button';
import { FilterBar } from '../../ui/filter-bar';
import { SecretDialog } from '../../ui/secret-dialog';
import { Section } from '../../ui/section';
import { useUrlState } from '../../ui/use-url-state';
import type { HandedLink } from './handed-link';
import { InvitationList } from './invitation-list';
import { InviteDialog } from './invite-dialog';
import { PeopleList } from './people-list';
import { RoleTable } from './role-table';

/** The people of the company, those who are invited, and what each role may do. */
export function TeamTab() {
  const { t } = useTranslation('settings');
  const [params, setUrl] = useUrlState();
  const [link, setLink] = useState<HandedLink>();
  return (
    <>
      <FilterBar
        names={[]}
        aside={
          <ActionButton scope="users:write" onClick={() => setUrl({ new: '1' })}>
            {t('team.invite')}
          </ActionButton>
        }
      >
        <Text c="dimmed" maw="72ch">
          {t('team.about')}
        </Text>
      </FilterBar>
      <Section title={t('team.people')}>
        <PeopleList onLink={setLink} />
      </Section>
      <InvitationList onLink={setLink} />
      <Section title={t('roles.title')}>
        <RoleTable />
      </Section>
      <InviteDialog opened={params.new === '1'} onClose={() => setUrl({ new: undefined })} onLink={setLink} />
      <SecretDialog
        title={t(link?.kind === 'reset' ? 'link.reset' : 'link.invitation', { name: link?.name })}
        help={t(link?.kind === 'reset' ? 'link.resetHelp' : 'link.invitationHelp')}
        secret={link?.link}
        onClose={() => setLink(undefined)}
      />
    </>
  );
}
