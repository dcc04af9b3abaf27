import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type DescribedGrant = Schemas['DescribedGrant'];

export interface GrantFilter {
  /** What we let others read, or what they let us. */
  readonly direction: 'given' | 'received';
  /** The other side. */
  readonly partnerId?: string;
  readonly topicId?: string;
}

/** Grants over all topics. */
export const allGrantsQuery = (filter: GrantFilter) =>
  pagesOf(['grants', 'all', filter], (page) =>
    answerOf(api.GET('/api/v1/grants', { params: { query: { ...filter, ...page } } })),
  );

/** What is dropped when the partner's access ends. */
export const waitingQuery = (topicId: string, partnerId: string) =>
  queryOptions({
    queryKey: ['grants', topicId, 'waiting', partnerId],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/topics/{topicId}/grants/{partnerId}/waiting', {
          params: { path: { topicId, partnerId } },
        }),
      ),
    // It is looked at when it matters.
    staleTime: 0,
  });

/** A company that we share with, and how much. */
export interface Relation {
  readonly partnerId: string;
  readonly partnerName: string;
  readonly given: number;
  readonly received: number;
}

const MOST = 200;

/** With whom we share: the newest 200 grants of each side are counted. */
export const relationsQuery = queryOptions({
  queryKey: ['grants', 'relations'],
  queryFn: async (): Promise<readonly Relation[]> => {
    const [given, received] = await Promise.all(
      (['given', 'received'] as const).map((direction) =>
        answerOf(api.GET('/api/v1/grants', { params: { query: { direction, limit: MOST } } })),
      ),
    );
    const found = new Map<string, Relation>();
    const add = (partnerId: string, partnerName: string, side: 'given' | 'received') => {
      const known = found.get(partnerId) ?? { partnerId, partnerName, given: 0, received: 0 };
      found.set(partnerId, { ...known, [side]: known[side] + 1 });
    };
    for (const { partnerId, partnerName } of given!.data) add(partnerId, partnerName, 'given');
    for (const { ownerId, ownerName } of received!.data) add(ownerId, ownerName, 'received');
    return [...found.values()];
  },
});
