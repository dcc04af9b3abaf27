import { readFileSync } from 'node:fs';

export interface StackApp {
  readonly name: 'gateway' | 'auth' | 'topics' | 'messages' | 'dispatcher';
  readonly replica: number;
  readonly pid: number;
  readonly httpPort: number;
  readonly tcpPort?: number;
}

export interface StackServer {
  readonly url?: string;
  /** Of PostgreSQL, whose databases have a URL each. */
  readonly urls?: { readonly auth: string; readonly topics: string };
  readonly pid?: number;
}

/** What a running local stack tells about itself in `<data folder>/stack.json`. */
export interface Stack {
  readonly url: string;
  /** Starts servers again; in the stack of the fault suite only. */
  readonly controlUrl?: string;
  readonly apps: readonly StackApp[];
  readonly servers: Readonly<Record<string, StackServer>>;
  readonly secrets: { readonly gateway: string; readonly internal: string };
  readonly operator: { readonly email: string; readonly password: string };
}

/** The stack that `npm test` started; read anew each time, since a restarted app has another pid. */
export function stack(): Stack {
  const path = process.env.ANIKA_STACK;
  if (!path) throw new Error('ANIKA_STACK does not name a stack: run the suites with `npm test`.');
  return JSON.parse(readFileSync(path, 'utf8')) as Stack;
}

/** The first replica of an app. */
export function appOf(name: StackApp['name']): StackApp {
  const app = stack().apps.find((candidate) => candidate.name === name);
  if (!app) throw new Error(`The stack has no ${name}.`);
  return app;
}
