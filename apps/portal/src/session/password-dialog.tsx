import { Anchor, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../ui/problem-alert';
import { useApiForm } from '../ui/use-api-form';
import { signIn, useMe } from './session';
import { signedInAgain } from './signed-out';

/** When the session ends while somebody works: asks for the password, then the refused requests are repeated. */
export function PasswordDialog() {
  const { t } = useTranslation('session');
  const { user } = useMe();
  const email = user?.email ?? '';
  const { field, error, isPending, form } = useApiForm({
    initialValues: { password: '' },
    send: ({ password }) => signIn(email, password),
    onDone: () => {
      signedInAgain();
    },
  });
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t('again.title')}
    >
      <form {...form}>
        <Stack>
          <Text>{t('again.text')}</Text>
          <Text fw={500} style={{ overflowWrap: 'anywhere' }}>
            {email}
          </Text>
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <PasswordInput
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            data-autofocus
            {...field('password')}
          />
          <ProblemAlert error={error} />
          <Group justify="space-between">
            <Anchor href="/sign-in" size="sm">
              {t('again.other')}
            </Anchor>
            <Button type="submit" loading={isPending}>
              {t('again.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
