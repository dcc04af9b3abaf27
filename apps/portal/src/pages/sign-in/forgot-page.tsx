import { Button, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signInOptionsQuery } from '../../api/account';
import { requestReset } from '../../api/links';
import { SkeletonRows } from '../../ui/late';
import { ProblemAlert } from '../../ui/problem-alert';
import { useApiForm } from '../../ui/use-api-form';
import { GuestFrame } from './guest-frame';
import { SignInInstead } from './sign-in-instead';

/** `/reset`: asks for a link by mail, or says who makes one where the platform sends none. */
export function ForgotPage() {
  const { t } = useTranslation('session');
  const { data: options, isError } = useQuery(signInOptionsQuery);
  const [sentTo, setSentTo] = useState<string>();
  if (!options && !isError) return <SkeletonRows rows={4} />;
  if (sentTo !== undefined)
    return (
      <GuestFrame title={t('forgot.sent')} subtitle={t('forgot.sentHelp', { email: sentTo })}>
        <SignInInstead />
      </GuestFrame>
    );
  if (options && !options.mail)
    return (
      <GuestFrame title={t('forgot.title')} subtitle={t('forgot.noMail')}>
        <SignInInstead />
      </GuestFrame>
    );
  return (
    <GuestFrame title={t('forgot.title')} subtitle={t('forgot.subtitle')}>
      <Form onSent={setSentTo} />
      <SignInInstead />
    </GuestFrame>
  );
}

function Form({ onSent }: { readonly onSent: (email: string) => void }) {
  const { t } = useTranslation('session');
  const { field, error, isPending, form } = useApiForm({
    initialValues: { email: '' },
    send: async ({ email }) => {
      await requestReset(email);
      return email;
    },
    onDone: onSent,
  });
  return (
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
        <ProblemAlert error={error} />
        <Button type="submit" size="md" loading={isPending}>
          {t('forgot.submit')}
        </Button>
      </Stack>
    </form>
  );
}
