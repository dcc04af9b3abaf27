import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { topicQuery } from '../../api/topics';
import type { AttentionItem } from '../../lib/attention';
import { shortId } from '../../lib/short-id';

/** One thing that needs attention, in a sentence. */
export function AttentionText({ item }: { readonly item: AttentionItem }) {
  const { t } = useTranslation('home');
  const topic = useTopicName(item);
  if (item.kind === 'requests') return t('attention.requests', { count: item.count });
  if (item.kind === 'dead')
    return t(item.hasMore ? 'attention.deadMany' : 'attention.dead', { count: item.count, topic });
  return t(`attention.${item.kind}`, { topic });
}

function useTopicName(item: AttentionItem): string {
  const topicId = item.kind === 'requests' ? '' : item.topicId;
  const known = item.kind === 'failing' || item.kind === 'disabled' ? item.topic : null;
  const { data } = useQuery({
    ...topicQuery(topicId),
    enabled: topicId !== '' && known === null,
    staleTime: 300_000,
    // A topic that may no longer be read has no name for us.
    retry: false,
  });
  return known ?? data?.title ?? shortId(topicId);
}
