import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type DemoLogin, settings } from '../../app/settings';

/** The logins of the demo, which only the local stack tells. */
export function DemoLogins({ onChoose }: { readonly onChoose: (login: DemoLogin) => void }) {
  const { t } = useTranslation('session');
  if (settings.demoLogins.length === 0) return null;
  return (
    <Stack mt="xl" gap="xs">
      <Text size="xs" c="dimmed">
        {t('signIn.demo')}
      </Text>
      {settings.demoLogins.map((login) => (
        <Button key={login.email} variant="default" onClick={() => onChoose(login)}>
          {login.company === 'ANIKA' ? t('signIn.operator') : login.company}
        </Button>
      ))}
    </Stack>
  );
}
