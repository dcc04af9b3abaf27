import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { settings } from '../../app/settings';
import { signIn } from '../../session/session';
import { ProblemAlert } from '../../ui/problem-alert';
import { TextLink } from '../../ui/text-link';
import { useApiForm } from '../../ui/use-api-form';
import { GuestFrame } from './guest-frame';

export function RegisterPage() {
  const { t } = useTranslation('session');
  const { field, error, isPending, onSubmit } = useApiForm({
    initialValues: { company: '', name: '', email: '', password: '' },
    send: async (body) => {
      await answerOf(api.POST('/api/v1/auth/register', { body }));
      await signIn(body.email, body.password);
    },
    onDone: () => location.assign('/'),
  });
  const signInInstead = (
    <Text mt="md" size="sm">
      {t('register.hasAccount')}{' '}
      <TextLink to="/sign-in" underline="always">
        {t('signIn.submit')}
      </TextLink>
    </Text>
  );
  if (!settings.registration)
    return (
      <GuestFrame title={t('register.closed')} subtitle={t('register.closedHelp')}>
        {signInInstead}
      </GuestFrame>
    );
  return (
    <GuestFrame title={t('register.title')} subtitle={t('register.subtitle')}>
      <form onSubmit={onSubmit}>
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
          <PasswordInput
            label={t('signIn.password')}
            description={t('register.passwordHelp')}
            autoComplete="new-password"
            minLength={10}
            required
            {...field('password')}
          />
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
