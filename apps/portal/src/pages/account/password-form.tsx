import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePassword } from '../../api/account';
import { NewPassword } from '../sign-in/new-password';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';

/** Another password; all other sessions end. The fields are empty again afterwards. */
export function PasswordForm({ email }: { readonly email: string }) {
  const { t } = useTranslation('account');
  const [changes, setChanges] = useState(0);
  return (
    <Form key={changes} email={email} onDone={() => setChanges(changes + 1)} about={t('password.about')} />
  );
}

interface FormProps {
  readonly email: string;
  readonly about: string;
  readonly onDone: () => void;
}

function Form({ email, about, onDone }: FormProps) {
  const { t } = useTranslation('account');
  const queryClient = useQueryClient();
  const { field, error, isPending, isDirty, form } = useApiForm({
    initialValues: { current: '', new: '' },
    send: changePassword,
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: ['sessions'] });
      toast(t('password.changed'));
      onDone();
    },
  });
  return (
    <form {...form}>
      <Stack maw={640}>
        <Text c="dimmed">{about}</Text>
        {/* Password managers want to know whose password it is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          required
          {...field('current')}
        />
        <NewPassword {...field('new')} />
        <ProblemAlert error={error} />
        <div>
          <Button type="submit" variant="default" loading={isPending} disabled={!isDirty}>
            {t('password.change')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
