/** Checking a value took more work than is allowed. */
export class TooMuchWork extends Error {}

let left = 0;

/**
 * Runs a check that may take so many units, each at most some 20 ns. Checks are synchronous: one at a time counts.
 *
 * @throws {TooMuchWork}
 */
export function within<T>(units: number, check: () => T): T {
  left = units;
  return check();
}

/** Called from within the check. @throws {TooMuchWork} */
export function spend(units: number): void {
  left -= units;
  if (left < 0) throw new TooMuchWork();
}
