import { queryOptions } from '@tanstack/react-query';
import { partsOf } from '../lib/json-parts';
import { answerOf, api, type Schemas } from './client';
import { type Page, pagesOf } from './pages';

/** A contract whose schema and example are the exact texts. */
export interface Contract extends Omit<Schemas['Contract'], 'schema' | 'example'> {
  readonly schema: string;
  readonly example?: string;
}
export type ContractCheck = Schemas['ContractCheck'];

/** What messages of each type must be, by type. A topic has few: the first hundred are read. */
export async function readContracts(topicId: string): Promise<readonly Contract[]> {
  const text = await answerOf(
    api.GET('/api/v1/topics/{topicId}/contract', {
      params: { path: { topicId }, query: { limit: 100 } },
      parseAs: 'text',
    }),
  );
  return toPage(text).data;
}

export const contractsQuery = (topicId: string) =>
  queryOptions({
    queryKey: ['contracts', topicId, 'all'],
    queryFn: () => readContracts(topicId),
    staleTime: 60_000,
  });

/** All versions of a type's contract, newest first. */
export const versionsQuery = (topicId: string, type: string) =>
  pagesOf(['contracts', topicId, 'versions', type], async (query) =>
    toPage(
      await answerOf(
        api.GET('/api/v1/topics/{topicId}/contract/{type}/versions', {
          params: { path: { topicId, type }, query },
          parseAs: 'text',
        }),
      ),
    ),
  );

interface ContractTexts {
  readonly schema: string;
  /** Empty when there is none. */
  readonly example: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

const put = (
  topicId: string,
  type: string,
  { schema, example, force = false, dryRun = false }: ContractTexts,
) =>
  answerOf(
    api.PUT('/api/v1/topics/{topicId}/contract/{type}', {
      params: { path: { topicId, type } },
      body: { schema, force, dryRun },
      bodySerializer: () =>
        `{"schema":${schema}${example.trim() && `,"example":${example}`},"force":${force},"dryRun":${dryRun}}`,
      headers: { 'content-type': 'application/json' },
    }),
  );

/** A new version. */
export const putContract = (topicId: string, type: string, texts: ContractTexts) => put(topicId, type, texts);

/** What the change would break. */
export const checkContract = async (topicId: string, type: string, texts: ContractTexts) =>
  (await put(topicId, type, { ...texts, dryRun: true })) as ContractCheck;

export const removeContract = (topicId: string, type: string) =>
  answerOf(api.DELETE('/api/v1/topics/{topicId}/contract/{type}', { params: { path: { topicId, type } } }));

function toPage(text: string): Page<Contract> {
  const parts = partsOf(text);
  return {
    data: [...partsOf(parts.get('data') ?? '[]').values()].map(toContract),
    nextCursor: JSON.parse(parts.get('nextCursor') ?? 'null') as string | null,
  };
}

function toContract(text: string): Contract {
  const { schema = 'true', example, ...rest } = Object.fromEntries(partsOf(text));
  const parsed = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, JSON.parse(value) as unknown]),
  );
  return { ...(parsed as unknown as Omit<Contract, 'schema'>), schema, ...(example && { example }) };
}
