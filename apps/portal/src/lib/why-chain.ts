import type { Schemas } from '../api/client';

export const STATIONS = ['accepted', 'grant', 'subscription', 'filter', 'endpoint', 'retries'] as const;
export type Station = (typeof STATIONS)[number];
/** `excluded`: it ended there as the subscriber wants it. */
export type StepState = 'ok' | 'failed' | 'excluded' | 'waiting';
export interface Step {
  readonly station: Station;
  readonly state: StepState;
}

type Code = Schemas['Explanation']['code'];

/** Where a message stopped on its way to a subscription, by the explanation's code. */
const STOPS: Readonly<Record<Code, readonly [Station, StepState] | undefined>> = {
  delivered: undefined,
  in_progress: ['endpoint', 'waiting'],
  waiting: ['endpoint', 'failed'],
  dead: ['endpoint', 'failed'],
  held: ['endpoint', 'waiting'],
  discarded: ['grant', 'failed'],
  erased: ['accepted', 'failed'],
  no_grant: ['grant', 'failed'],
  no_subscription: ['subscription', 'failed'],
  subscribed_later: ['subscription', 'failed'],
  filter_mismatch: ['filter', 'excluded'],
  not_fanned_out_yet: ['grant', 'waiting'],
  not_recorded: ['endpoint', 'waiting'],
};
const DISCARDED_AT: Readonly<Record<string, Station>> = {
  subscription_deleted: 'subscription',
  topic_deleted: 'accepted',
  expired: 'accepted',
  erased: 'accepted',
};

/**
 * The way of a message to a subscription, station by station: passed, stopped or waiting. Nothing behind the first stop has happened yet, but
 * for attempts: a failed one is followed by retries, until they are used up.
 *
 * @example whyChain('filter_mismatch')[3] // { station: 'filter', state: 'excluded' }
 */
export function whyChain(code: Code, reason?: string): readonly Step[] {
  const stop = STOPS[code];
  const station = (code === 'discarded' && DISCARDED_AT[reason ?? '']) || stop?.[0];
  const at = stop && station ? STATIONS.indexOf(station) : STATIONS.length;
  const shown = code === 'delivered' ? STATIONS.slice(0, 5) : STATIONS;
  return shown.map((name, index) => {
    if (index < at) return { station: name, state: 'ok' };
    if (index === at) return { station: name, state: stop![1] };
    return { station: name, state: code === 'dead' ? 'failed' : 'waiting' };
  });
}
