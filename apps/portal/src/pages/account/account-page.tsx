import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LinkTabs } from '../../ui/link-tabs';
import { PageHeader } from '../../ui/page-header';

const TABS = ['profile', 'sessions'] as const;

/** The person who is signed in. */
export function AccountPage() {
  const { t } = useTranslation('account');
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <LinkTabs
        label={t('title')}
        tabs={TABS.map((tab) => ({ label: t(`tab.${tab}`), to: `/account/${tab}` }))}
      />
      <Outlet />
    </>
  );
}
