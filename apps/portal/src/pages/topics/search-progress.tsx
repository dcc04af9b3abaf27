import { Progress, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { searchIndexQuery } from '../../api/topics';

/** How far messages from before are indexed by the searchable fields. */
export function SearchProgress({ topicId }: { readonly topicId: string }) {
  const { t } = useTranslation('topics');
  const { data } = useQuery(searchIndexQuery(topicId));
  if (!data || data.fields.length === 0) return null;
  const { state, done, total } = data;
  if (state === 'ready')
    return (
      <Text size="xs" c="dimmed" role="status">
        {t('index.ready')}
      </Text>
    );
  return (
    <div role="status">
      <Text size="xs" c="dimmed" mb={4} className="numbers">
        {t('index.running', { done, total })}
      </Text>
      <Progress value={total === 0 ? 0 : (100 * done) / total} aria-label={t('settings.searchable')} />
    </div>
  );
}
