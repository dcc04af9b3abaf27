import { Box, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { signInOptionsQuery } from '../../api/account';
import { useMe } from '../../session/session';
import { Notice } from '../../ui/notice';
import { Section } from '../../ui/section';
import { TextLink } from '../../ui/text-link';
import { NoticeSwitches } from './notice-switches';

/** Where the company is told what happens: here, in its own programs, by mail. */
export function NotificationsTab() {
  const { t } = useTranslation('settings');
  const { notices } = useMe();
  const { data: options } = useQuery(signInOptionsQuery);
  return (
    <>
      <Section title={t('notifications.bell')}>
        <Text maw="72ch">{t('notifications.bellText')}</Text>
      </Section>
      <Section title={t('notifications.webhook')}>
        <Text maw="72ch">
          {t('notifications.webhookText')}{' '}
          <TextLink to="/developers/events" underline="always">
            {t('notifications.webhookLink')}
          </TextLink>
        </Text>
      </Section>
      <Section title={t('notifications.mail')}>
        {options && (
          <>
            {options.mail ? (
              <Text maw="72ch">{t('notifications.mailText')}</Text>
            ) : (
              <Box maw="72ch">
                <Notice kind="warning">{t('notifications.noMail')}</Notice>
              </Box>
            )}
            {notices && <NoticeSwitches choice={notices} disabled={!options.mail} />}
          </>
        )}
      </Section>
    </>
  );
}
