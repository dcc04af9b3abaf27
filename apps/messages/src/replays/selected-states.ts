import type { DeliveryState, ReplaySelection } from '@anika/contracts';

/** Which deliveries of each selection are sent again; those that wait or are under way are not. */
export const STATES_OF: Readonly<Record<ReplaySelection, readonly DeliveryState[]>> = {
  dead: ['dead'],
  failed: ['dead', 'retrying'],
  missing: ['discarded'],
  all: ['dead', 'retrying', 'discarded', 'delivered'],
};

/** Whether messages without a delivery get one. */
export const takesMissing = (only: ReplaySelection): boolean => only === 'missing' || only === 'all';
