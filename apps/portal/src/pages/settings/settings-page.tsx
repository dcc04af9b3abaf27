import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/session';
import { LinkTabs } from '../../ui/link-tabs';
import { PageHeader } from '../../ui/page-header';

const TABS = [
  ['company'],
  ['team', 'users:read'],
  ['limits'],
  ['notifications'],
  ['audit', 'audit:read'],
] as const;

/** The company: who belongs to it, what it may do, what was done. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const { partner, scopes } = useMe();
  const shown = TABS.filter(([, scope]) => scope === undefined || scopes.includes(scope));
  return (
    <>
      <PageHeader title={partner.name} about={t('about')} />
      <LinkTabs
        label={t('title')}
        tabs={shown.map(([tab]) => ({ label: t(`tab.${tab}`), to: `/settings/${tab}` }))}
      />
      <Outlet />
    </>
  );
}
