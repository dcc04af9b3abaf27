import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS } from './settings';

const ROOT = join(__dirname, '../../../..');
const read = (...path: readonly string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const compose = read('docker-compose.yml');
const APPS = ['auth', 'topics', 'messages', 'dispatcher', 'gateway'] as const;
/** Of the local stack only. */
const NOT_THERE = new Set(['DEMO_FILE']);
/** How the containers reach each other: said by the file itself. */
const WIRING =
  /^(HOST|HTTP_PORT|TCP_PORT|[A-Z]+_TCP|(AUTH|TOPICS|MESSAGES|DISPATCHER|MONGO|REDIS)_URL|[A-Z]+_DATABASE_URL)$/;

const namesOf = (text: string) => [...text.matchAll(/'([A-Z][A-Z_]+)'/g)].map(([, name]) => name!);
const common = namesOf(
  /const COMMON = \[([^\]]*)\]/.exec(read('libs/platform/src/config/config.ts'))?.[1] ?? '',
);
const readBy = (app: string) => [...common, ...namesOf(read('apps', app, 'src', `${app}.config.ts`))];

/** `NAME: value` of a block of the file, and what the image itself sets. */
function variablesOf(app: string): Map<string, string> {
  const shared = /^x-app-environment:.*\n((?: {2}.*\n)+)/m.exec(compose)?.[1] ?? '';
  const service = new RegExp(`^ {2}${app}:\\n((?: {4}.*\\n)+)`, 'm').exec(compose)?.[1] ?? '';
  const image = read('Dockerfile').replaceAll(/^ {2}([A-Z_]+)=/gm, '  $1: ');
  const lines = [image, shared, service].flatMap((text) => [...text.matchAll(/^ +([A-Z][A-Z_]+): (.*)$/gm)]);
  return new Map(lines.map(([, name, value]) => [name!, value!]));
}

describe('docker-compose.yml', () => {
  it.each(APPS)('gives %s every setting that it reads, as .env has it', (app) => {
    const variables = variablesOf(app);
    const wanted = readBy(app).filter((name) => !NOT_THERE.has(name));
    expect(wanted.length).toBeGreaterThan(common.length);
    expect(wanted.filter((name) => !variables.has(name))).toEqual([]);
    const settable = wanted.filter((name) => !WIRING.test(name));
    expect(settable.filter((name) => !variables.get(name)!.startsWith(`\${${name}`))).toEqual([]);
  });

  it.each(APPS)('gives %s no setting that it does not read', (app) => {
    const known = Object.keys(SETTINGS).filter((name) => variablesOf(app).has(name));
    const isImage = (name: string) => WIRING.test(name);
    expect(known.filter((name) => !readBy(app).includes(name) && !isImage(name))).toEqual([]);
  });

  it('leaves no setting out', () => {
    const there = new Set(APPS.flatMap((app) => [...variablesOf(app).keys()]));
    expect(Object.keys(SETTINGS).filter((name) => !there.has(name) && !NOT_THERE.has(name))).toEqual([]);
  });
});
