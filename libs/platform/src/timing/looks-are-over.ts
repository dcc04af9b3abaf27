import { setTimeout as delay } from 'node:timers/promises';
import { LOOK_VALID_MS } from '@anika/contracts';

/** Timers fire a little early when the event loop was busy before them. */
const SLACK_MS = 25;

/**
 * Resolves when no dispatcher begins an attempt any more because of what it saw before: `LOOK_VALID_MS` and some slack later.
 *
 * @example
 * await tellOfNewVersion();
 * await looksAreOver(); // then answer the revocation
 */
export const looksAreOver = (): Promise<void> => delay(LOOK_VALID_MS + SLACK_MS);
