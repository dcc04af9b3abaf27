import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type PlatformOverview = Schemas['PlatformOverview'];
export type DeadLetter = Schemas['DeadLetter'];
export type Sweep = Schemas['Sweep'];
export type PartnerLimits = Schemas['PartnerLimits'];

const LOOK_AGAIN_MS = 5000;

export const platformQuery = queryOptions({
  queryKey: ['platform'],
  queryFn: () => answerOf(api.GET('/api/v1/ops/overview')),
  refetchInterval: LOOK_AGAIN_MS,
});

/** The sweep that an operator has asked for; it is followed while it runs. */
export const sweepQuery = queryOptions({
  queryKey: ['platform', 'sweep'],
  queryFn: () => answerOf(api.GET('/api/v1/ops/sweep')),
  refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1000 : false),
});

export const startSweep = () => answerOf(api.POST('/api/v1/ops/sweep'));

export interface DeadLetterFilter {
  readonly partnerId?: string;
  readonly topicId?: string;
  readonly subscriptionId?: string;
  readonly from?: string;
  readonly to?: string;
}

export const readDeadLetters =
  (filter: DeadLetterFilter) => (page: { readonly limit: number; readonly cursor?: string }) =>
    answerOf(api.GET('/api/v1/ops/dead-letters', { params: { query: { ...filter, ...page } } }));

export const deadLettersQuery = (filter: DeadLetterFilter) =>
  pagesOf(['dead-letters', filter], readDeadLetters(filter));

/** What the API can choose dead letters by. */
export interface RedriveChoice {
  readonly subscriptionId?: string;
  readonly from?: string;
  readonly to?: string;
}

const redrive = (body: Schemas['RedriveDeadLetters']) =>
  answerOf(api.POST('/api/v1/ops/dead-letters/redrive', { body }));

export const countDeadLetters = async (choice: RedriveChoice) =>
  (await redrive({ ...choice, dryRun: true })) as Schemas['RedriveCount'];

export const redriveDeadLetters = async (choice: RedriveChoice) =>
  (await redrive({ ...choice, dryRun: false })) as Schemas['Redrive'];

export const partnerListQuery = (q: string) =>
  pagesOf(['partners', 'list', q], (page) =>
    answerOf(api.GET('/api/v1/partners', { params: { query: { ...page, ...(q && { q }) } } })),
  );

export const createPartner = (body: Schemas['Register']) => answerOf(api.POST('/api/v1/partners', { body }));

export const updatePartner = (partnerId: string, body: Schemas['UpdatePartner']) =>
  answerOf(api.PATCH('/api/v1/partners/{partnerId}', { params: { path: { partnerId } }, body }));
