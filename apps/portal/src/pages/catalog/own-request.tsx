import { Paper, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { topicAccessRequestsQuery } from '../../api/access-requests';
import { Section } from '../../ui/section';
import { RequestFacts } from '../access/request-facts';
import { WithdrawRequest } from '../access/withdraw-request';

/** Our newest request for the topic: it waits, or what was decided. */
export function OwnRequest({ topicId }: { readonly topicId: string }) {
  const { t } = useTranslation('catalog');
  const { data: requests } = useInfiniteQuery(topicAccessRequestsQuery(topicId));
  const newest = requests?.[0];
  if (!newest) return null;
  return (
    <Section title={t('ownRequest')}>
      <Paper withBorder radius="md" p="md">
        <Stack gap="sm">
          {newest.state === 'pending' && <Text>{t('waits')}</Text>}
          <RequestFacts request={newest} isOnTopic />
          <WithdrawRequest request={newest} />
        </Stack>
      </Paper>
    </Section>
  );
}
