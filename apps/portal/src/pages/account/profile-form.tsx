import { Button, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { updateMe } from '../../api/account';
import type { User } from '../../api/people';
import { LANGUAGES, type Language } from '../../i18n/i18n';
import { meQuery } from '../../session/session';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';

interface ProfileFormProps {
  readonly user: User;
  /** Whether the platform sends mails. */
  readonly getsMail?: boolean;
}

/** Name, address, language of mails. Another address needs the password. */
export function ProfileForm({ user, getsMail = false }: ProfileFormProps) {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState(user.email);
  const { field, error, isPending, isDirty, form } = useApiForm({
    initialValues: {
      name: user.name,
      email: user.email,
      locale: (user.locale ?? '') as Language | '',
      currentPassword: '',
    },
    send: ({ currentPassword, locale, ...rest }) =>
      updateMe({
        name: rest.name,
        locale: locale || null,
        ...(rest.email !== user.email && { email: rest.email, currentPassword }),
      }),
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      toast(t('profile.saved'));
    },
    onChange: (values) => setEmail(values.email),
  });
  return (
    <form {...form}>
      <Stack maw={640}>
        <TextInput label={t('profile.name')} autoComplete="name" required {...field('name')} />
        <TextInput
          label={t('profile.email')}
          description={t('profile.emailHelp')}
          type="email"
          autoComplete="email"
          required
          {...field('email')}
        />
        {email !== user.email && (
          <PasswordInput
            label={t('password.current')}
            description={t('profile.passwordHelp')}
            autoComplete="current-password"
            required
            {...field('currentPassword')}
          />
        )}
        {getsMail && (
          <Select
            label={t('profile.locale')}
            description={t('profile.localeHelp')}
            allowDeselect={false}
            data={[
              { value: '', label: t('profile.localeNone') },
              ...Object.entries(LANGUAGES).map(([value, label]) => ({ value, label })),
            ]}
            {...field('locale')}
          />
        )}
        <ProblemAlert error={error} />
        <div>
          <Button type="submit" variant="default" loading={isPending} disabled={!isDirty}>
            {common('action.save')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
