import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { signInOptionsQuery } from '../../api/account';
import { useMe } from '../../session/session';
import { SkeletonRows } from '../../ui/late';
import { Section } from '../../ui/section';
import { BrowserSettings } from './browser-settings';
import { PasswordForm } from './password-form';
import { ProfileForm } from './profile-form';

export function ProfileTab() {
  const { t } = useTranslation('account');
  const { user } = useMe();
  const { data: options, isPending } = useQuery(signInOptionsQuery);
  if (!user) return null;
  if (isPending) return <SkeletonRows />;
  return (
    <>
      <Section title={t('profile.title')}>
        {/* What was saved is what the form begins with. */}
        <ProfileForm key={`${user.name} ${user.email} ${user.locale}`} user={user} getsMail={options?.mail} />
      </Section>
      <Section title={t('password.title')}>
        <PasswordForm email={user.email} />
      </Section>
      <Section title={t('browser.title')}>
        <BrowserSettings />
      </Section>
    </>
  );
}
