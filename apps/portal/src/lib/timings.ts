import type { Attempt } from '../api/deliveries';

export interface AttemptPart {
  readonly part: 'dns' | 'connect' | 'wait' | 'rest' | 'whole';
  /** When it began, from the beginning of the attempt. */
  readonly from: number;
  readonly ms: number;
}

/** The parts of an attempt one after another; the whole where nothing is known of its parts. The last part takes what is left. */
export function partsOfAttempt({
  durationMs,
  timings,
}: Pick<Attempt, 'durationMs' | 'timings'>): readonly AttemptPart[] {
  const { dnsMs, connectMs, firstByteMs } = timings ?? {};
  const known = Object.entries({ dns: dnsMs, connect: connectMs, wait: firstByteMs }).filter(
    (entry): entry is ['dns' | 'connect' | 'wait', number] => entry[1] !== undefined,
  );
  if (known.length === 0) return [{ part: 'whole', from: 0, ms: durationMs }];
  let from = 0;
  const parts: AttemptPart[] = known.map(([part, ms]) => {
    const entry = { part, from, ms };
    from += ms;
    return entry;
  });
  const rest = Math.max(0, durationMs - from);
  return firstByteMs === undefined ? parts : [...parts, { part: 'rest', from, ms: rest }];
}
