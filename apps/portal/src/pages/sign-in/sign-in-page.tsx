import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { settings } from '../../app/settings';
import { nextAddress } from '../../session/next-address';
import { signIn } from '../../session/session';
import { ProblemAlert } from '../../ui/problem-alert';
import { TextLink } from '../../ui/text-link';
import { useApiForm } from '../../ui/use-api-form';
import { useUrlState } from '../../ui/use-url-state';
import { DemoLogins } from './demo-logins';
import { GuestFrame } from './guest-frame';
import { SignInProblem } from './sign-in-problem';

export function SignInPage() {
  const { t } = useTranslation('session');
  const [{ next }] = useUrlState();
  const { field, error, isPending, setValues, submit, form } = useApiForm({
    initialValues: { email: '', password: '' },
    send: ({ email, password }) => signIn(email, password),
    // Loaded anew: whatever belonged to another session is gone.
    onDone: () => location.assign(nextAddress(next, location.origin)),
  });
  return (
    <GuestFrame title={t('signIn.title')} subtitle={t('signIn.subtitle')}>
      <form {...form}>
        <Stack>
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            required
            autoFocus
            {...field('email')}
          />
          <PasswordInput
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            {...field('password')}
          />
          {error?.status === 401 || error?.status === 400 ? (
            <SignInProblem />
          ) : (
            <ProblemAlert error={error} />
          )}
          <Button type="submit" size="md" loading={isPending}>
            {t('signIn.submit')}
          </Button>
        </Stack>
      </form>
      <Text mt="md" size="sm">
        <TextLink to="/reset" underline="always">
          {t('signIn.forgot')}
        </TextLink>
      </Text>
      {settings.registration && (
        <Text mt="xs" size="sm">
          {t('signIn.noAccount')}{' '}
          <TextLink to="/register" underline="always">
            {t('signIn.register')}
          </TextLink>
        </Text>
      )}
      <DemoLogins
        onChoose={({ email, password }) => {
          setValues({ email, password });
          submit({ email, password });
        }}
      />
    </GuestFrame>
  );
}
