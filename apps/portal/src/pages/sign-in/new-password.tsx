import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { signInOptionsQuery } from '../../api/account';

/** A password that is set: the browser may propose one; what is too short is said before it is sent. */
export function NewPassword(props: PasswordInputProps) {
  const { t } = useTranslation('session');
  const { data } = useQuery(signInOptionsQuery);
  const { min = 10, max = 256 } = data?.passwordLength ?? {};
  return (
    <PasswordInput
      label={t('password.new')}
      // The error says the same.
      description={props.error ? undefined : t('password.help', { count: min })}
      autoComplete="new-password"
      minLength={min}
      maxLength={max}
      required
      {...props}
    />
  );
}
