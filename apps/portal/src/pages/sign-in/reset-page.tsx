import { Button, Stack } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { confirmReset } from '../../api/links';
import { LinkButton } from '../../ui/link-button';
import { ProblemAlert } from '../../ui/problem-alert';
import { useApiForm } from '../../ui/use-api-form';
import { useState } from 'react';
import { GuestFrame } from './guest-frame';
import { NewPassword } from './new-password';
import { SignInInstead } from './sign-in-instead';

/** `/reset/{token}`: a new password; all sessions end. */
export function ResetPage() {
  const { t } = useTranslation('session');
  const { token } = useParams({ from: '/reset/$token' });
  const [isDone, setDone] = useState(false);
  const { field, error, isPending, form } = useApiForm({
    initialValues: { password: '' },
    send: ({ password }) => confirmReset({ token, password }),
    onDone: () => setDone(true),
  });
  if (isDone)
    return (
      <GuestFrame title={t('reset.done')} subtitle={t('reset.doneHelp')}>
        <LinkButton to="/sign-in" size="md">
          {t('signIn.submit')}
        </LinkButton>
      </GuestFrame>
    );
  if (error?.code === 'LINK_INVALID')
    return (
      <GuestFrame title={t('reset.gone')} subtitle={t('reset.goneHelp')}>
        <LinkButton to="/reset" size="md">
          {t('forgot.again')}
        </LinkButton>
        <SignInInstead />
      </GuestFrame>
    );
  return (
    <GuestFrame title={t('reset.title')} subtitle={t('reset.subtitle')}>
      <form {...form}>
        <Stack>
          <NewPassword autoFocus {...field('password')} />
          <ProblemAlert error={error} />
          <Button type="submit" size="md" loading={isPending}>
            {t('reset.submit')}
          </Button>
        </Stack>
      </form>
      <SignInInstead />
    </GuestFrame>
  );
}
