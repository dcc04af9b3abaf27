import { Button, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { settings } from '../../app/settings';
import { signIn } from '../../session/session';
import { ProblemAlert } from '../../ui/problem-alert';
import { useApiForm } from '../../ui/use-api-form';
import { GuestFrame } from './guest-frame';
import { NewPassword } from './new-password';
import { SignInInstead } from './sign-in-instead';

export function RegisterPage() {
  const { t } = useTranslation('session');
  const { field, error, isPending, form } = useApiForm({
    initialValues: { company: '', name: '', email: '', password: '' },
    send: async (body) => {
      await answerOf(api.POST('/api/v1/auth/register', { body }));
      await signIn(body.email, body.password);
    },
    onDone: () => location.assign('/'),
  });
  const signInInstead = <SignInInstead question={t('register.hasAccount')} />;
  if (!settings.registration)
    return (
      <GuestFrame title={t('register.closed')} subtitle={t('register.closedHelp')}>
        {signInInstead}
      </GuestFrame>
    );
  return (
    <GuestFrame title={t('register.title')} subtitle={t('register.subtitle')}>
      <form {...form}>
        <Stack>
          <TextInput
            label={t('register.company')}
            autoComplete="organization"
            required
            autoFocus
            {...field('company')}
          />
          <TextInput label={t('register.name')} autoComplete="name" required {...field('name')} />
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            required
            {...field('email')}
          />
          <NewPassword label={t('signIn.password')} {...field('password')} />
          <ProblemAlert error={error} />
          <Button type="submit" size="md" loading={isPending}>
            {t('register.submit')}
          </Button>
        </Stack>
      </form>
      {signInInstead}
    </GuestFrame>
  );
}
