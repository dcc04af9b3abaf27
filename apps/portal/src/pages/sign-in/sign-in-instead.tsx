import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../../ui/text-link';

/** Below a form of a guest: the way to the sign-in page. */
export function SignInInstead({ question }: { readonly question?: string }) {
  const { t } = useTranslation('session');
  return (
    <Text mt="md" size="sm">
      {question && `${question} `}
      <TextLink to="/sign-in" underline="always">
        {t('signIn.submit')}
      </TextLink>
    </Text>
  );
}
