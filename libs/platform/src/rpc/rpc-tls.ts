import { readFileSync } from 'node:fs';
import { ConfigError } from '../config/config';

/** Key, certificate and authority of the calls between services. */
export interface RpcTls {
  readonly key: Buffer;
  readonly cert: Buffer;
  readonly ca: Buffer;
  readonly minVersion: 'TLSv1.3';
  /** Both sides show a certificate of the authority. */
  readonly requestCert: true;
  readonly rejectUnauthorized: true;
}

const FILES = { key: 'TCP_TLS_KEY', cert: 'TCP_TLS_CERT', ca: 'TCP_TLS_CA' } as const;
export type RpcTlsConfig = { readonly [name in (typeof FILES)[keyof typeof FILES]]?: string };

/**
 * Mutual TLS for the calls between services, or undefined when it is not configured: then they belong on loopback or a private
 * network.
 *
 * @throws {ConfigError} when some of the three files are named and others not, or one cannot be read
 */
export function rpcTls(config: RpcTlsConfig): RpcTls | undefined {
  const names = Object.values(FILES);
  const missing = names.filter((name) => config[name] === undefined);
  if (missing.length === names.length) return undefined;
  if (missing.length > 0)
    throw new ConfigError(missing.map((name) => `${name} is missing: TLS needs all of ${names.join(', ')}`));
  return {
    key: read(config, FILES.key),
    cert: read(config, FILES.cert),
    ca: read(config, FILES.ca),
    minVersion: 'TLSv1.3',
    requestCert: true,
    rejectUnauthorized: true,
  };
}

function read(config: RpcTlsConfig, name: keyof RpcTlsConfig): Buffer {
  try {
    return readFileSync(config[name]!);
  } catch (error) {
    throw new ConfigError([`${name} cannot be read: ${error instanceof Error ? error.message : ''}`]);
  }
}
