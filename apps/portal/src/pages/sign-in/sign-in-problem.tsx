import { Alert } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** One answer for an unknown address and for a wrong password. */
export function SignInProblem() {
  const { t } = useTranslation('session');
  return (
    <Alert role="alert" variant="default" icon={<CircleAlert size={18} color="var(--anika-bad)" />}>
      {t('signIn.wrong')}
    </Alert>
  );
}
