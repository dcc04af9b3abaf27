import { readFileSync, writeFileSync } from 'node:fs';
import { appDocument, envExample } from '@anika/platform';
import { AuthConfig } from '../../apps/auth/src/auth.config';
import { AuthModule } from '../../apps/auth/src/auth.module';
import { GatewayConfig } from '../../apps/gateway/src/gateway.config';
import { GatewayModule } from '../../apps/gateway/src/gateway.module';
import { MessagesConfig } from '../../apps/messages/src/messages.config';
import { MessagesModule } from '../../apps/messages/src/messages.module';
import { TopicsConfig } from '../../apps/topics/src/topics.config';
import { TopicsModule } from '../../apps/topics/src/topics.module';
import { errorsPage } from './errors-page';
import { mergeDocuments } from './merge';
import { rolesPage } from './roles-page';

/** Writes what is generated from the code: `npm run docs`, or `--check` to fail when a file is not up to date. */
async function main(): Promise<void> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const documents = [
    await appDocument({ module: AuthModule, config: AuthConfig }),
    await appDocument({ module: TopicsModule, config: TopicsConfig }),
    await appDocument({ module: MessagesModule, config: MessagesConfig }),
    await appDocument({ module: GatewayModule, config: GatewayConfig }),
  ];
  const files = {
    'docs/openapi.json': `${JSON.stringify(mergeDocuments(documents, version), null, 2)}\n`,
    'docs/errors.md': errorsPage(),
    'docs/roles.md': rolesPage(),
    '.env.example': envExample(),
  };
  const check = process.argv.includes('--check');
  const stale = Object.entries(files).filter(([path, text]) => read(path) !== text);
  for (const [path, text] of stale) {
    if (!check) writeFileSync(path, text);
    process.stdout.write(`${path} ${check ? 'is not up to date: run `npm run docs`' : 'written'}\n`);
  }
  if (check && stale.length > 0) process.exitCode = 1;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

void main();
