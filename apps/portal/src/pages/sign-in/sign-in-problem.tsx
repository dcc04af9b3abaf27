import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice';

/** One answer for an unknown address and for a wrong password. */
export function SignInProblem() {
  const { t } = useTranslation('session');
  return <Notice kind="problem">{t('signIn.wrong')}</Notice>;
}
