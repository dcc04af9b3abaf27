import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const secret = (bytes = 24) => randomBytes(bytes).toString('base64url');

/** The stack's secrets, made on the first start and kept in the data folder, for its user's eyes only. */
export function loadSecrets(dataDir) {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const secrets = {
    gatewaySecret: secret(),
    internalSecret: secret(),
    masterKeys: `k1:${randomBytes(32).toString('base64')}`,
    postgresPassword: secret(),
    authDatabasePassword: secret(),
    topicsDatabasePassword: secret(),
    redisPassword: secret(),
    operatorEmail: 'operator@anika.example',
    operatorPassword: secret(9),
  };
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}
