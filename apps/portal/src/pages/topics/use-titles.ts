import { skipToken, useQuery } from '@tanstack/react-query';

type Titles = ReadonlyMap<string, string>;
const NONE: ReadonlyMap<string, Titles> = new Map();

/** Titles by path for each type of the topic's messages, as its contracts say; what reads contracts is loaded after the list. */
export function useTitles(topicId: string | undefined): ReadonlyMap<string, Titles> {
  const { data = NONE } = useQuery({
    queryKey: ['contracts', topicId, 'titles'],
    queryFn: topicId === undefined ? skipToken : () => readTitles(topicId),
    staleTime: 60_000,
  });
  return data;
}

async function readTitles(topicId: string): Promise<ReadonlyMap<string, Titles>> {
  const [{ readContracts }, { titlesOf }] = await Promise.all([
    import('../../api/contracts'),
    import('../../lib/schema-fields'),
  ]);
  const contracts = await readContracts(topicId);
  return new Map(contracts.map(({ type, schema }) => [type, titlesOf(JSON.parse(schema))]));
}
