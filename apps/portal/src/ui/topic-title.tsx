import { useQuery } from '@tanstack/react-query';
import { topicQuery } from '../api/topics';
import { shortId } from '../lib/short-id';

/** A topic's title; its id until that is known. */
export function TopicTitle({ topicId }: { readonly topicId: string }) {
  const { data } = useQuery({ ...topicQuery(topicId), staleTime: 300_000 });
  const title = data?.title ?? shortId(topicId);
  return <span title={title}>{title}</span>;
}
