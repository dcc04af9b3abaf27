import { useQuery } from '@tanstack/react-query';
import { overviewQuery, requestCountsQuery } from '../../api/overview';
import { type AttentionItem, attentionOf } from '../../lib/attention';

/** What needs attention now; undefined until it is known. */
export function useAttention(): readonly AttentionItem[] | undefined {
  const { data: overview } = useQuery(overviewQuery);
  const { data: requests } = useQuery(requestCountsQuery);
  return overview && requests && attentionOf(overview, requests.incoming);
}
