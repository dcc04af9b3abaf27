import { Button, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { acceptInvitation, invitationPreviewQuery } from '../../api/links';
import type { Schemas } from '../../api/client';
import { toProblem } from '../../api/problem';
import { signIn } from '../../session/session';
import { SkeletonRows } from '../../ui/late';
import { ProblemAlert } from '../../ui/problem-alert';
import { useApiForm } from '../../ui/use-api-form';
import { GuestFrame } from './guest-frame';
import { NewPassword } from './new-password';
import { SignInInstead } from './sign-in-instead';

/** `/invite/{token}`: what the invitation is to, a name and a password, and in. */
export function InvitePage() {
  const { t } = useTranslation('session');
  const { token } = useParams({ from: '/invite/$token' });
  const { data, error } = useQuery(invitationPreviewQuery(token));
  if (error) {
    const isGone = toProblem(error).code === 'LINK_INVALID';
    return (
      <GuestFrame
        title={t(isGone ? 'invite.gone' : 'invite.failed')}
        subtitle={t(isGone ? 'invite.goneHelp' : 'invite.failedHelp')}
      >
        {!isGone && <ProblemAlert error={error} />}
        <SignInInstead question={t('register.hasAccount')} />
      </GuestFrame>
    );
  }
  if (!data) return <SkeletonRows rows={4} />;
  return <Invitation token={token} {...data} />;
}

type InvitationProps = Schemas['InvitationPreview'] & { readonly token: string };

function Invitation({ token, company, email, role, name }: InvitationProps) {
  const { t } = useTranslation('session');
  const { t: common } = useTranslation();
  const { field, error, isPending, form } = useApiForm({
    initialValues: { name: name ?? '', password: '' },
    send: async (values) => {
      await acceptInvitation({ token, ...values });
      await signIn(email, values.password);
    },
    onDone: () => location.assign('/'),
  });
  return (
    <GuestFrame
      title={t('invite.title', { company })}
      subtitle={t('invite.subtitle', { role: common(`user.role.${role}`) })}
    >
      <form {...form}>
        <Stack>
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            value={email}
            readOnly
            variant="filled"
          />
          <TextInput
            label={t('register.name')}
            autoComplete="name"
            required
            autoFocus={!name}
            {...field('name')}
          />
          <NewPassword autoFocus={Boolean(name)} {...field('password')} />
          <ProblemAlert error={error} />
          <Button type="submit" size="md" loading={isPending}>
            {t('invite.submit')}
          </Button>
        </Stack>
      </form>
      <SignInInstead question={t('register.hasAccount')} />
    </GuestFrame>
  );
}
