import type { RpcPattern } from '@anika/contracts';

/**
 * Start-up check: every pattern of contracts that belongs to the app (its name begins with the app's) has exactly one handler,
 * and no handler serves a pattern that contracts does not know.
 */
export function assertPatterns(
  app: string,
  handled: readonly string[],
  patterns: readonly RpcPattern[],
): void {
  const expected = patterns.map((pattern) => pattern.name).filter((name) => name.startsWith(`${app}.`));
  const problems = [
    ...expected.filter((name) => !handled.includes(name)).map((name) => `${name} has no handler`),
    ...handled.filter((name) => !expected.includes(name)).map((name) => `${name} is not a call of ${app}`),
    ...handled
      .filter((name, index) => handled.indexOf(name) !== index)
      .map((name) => `${name} has two handlers`),
  ];
  if (problems.length > 0) throw new Error(`Calls of ${app}: ${problems.join('; ')}`);
}
