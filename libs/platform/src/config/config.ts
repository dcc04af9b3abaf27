import { z } from 'zod';
import { SETTINGS, type SettingName } from './settings';

/** What every app needs. */
const COMMON = [
  'LOG_LEVEL',
  'HOST',
  'HTTP_PORT',
  'PUBLIC_URL',
  'INTERNAL_SECRET',
  'SHUTDOWN_SECONDS',
  'TCP_TLS_KEY',
  'TCP_TLS_CERT',
  'TCP_TLS_CA',
] as const;
type CommonName = (typeof COMMON)[number];

type Values<K extends SettingName> = { readonly [N in K]: z.output<(typeof SETTINGS)[N]> };
export type CommonConfig = Values<CommonName>;

/** Settings are missing or wrong; the message names each one with what it is for. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The configuration is not complete:\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * A class whose instance holds the named settings (and those that every app has), read from the environment and checked.
 * Extend it once an app and inject it by that class.
 *
 * @throws {ConfigError} naming every missing or wrong setting.
 * @example
 * export class TopicsConfig extends settings('TOPICS_DATABASE_URL', 'REDIS_URL') {}
 * new TopicsConfig().TOPICS_DATABASE_URL;
 */
export function settings<K extends SettingName>(...names: readonly K[]) {
  const wanted: readonly SettingName[] = [...COMMON, ...names];
  class Config {
    constructor(environment: NodeJS.ProcessEnv = process.env) {
      const problems: string[] = [];
      for (const name of wanted) {
        const text = environment[name];
        const result = SETTINGS[name].safeParse(text === '' ? undefined : text);
        if (result.success) Object.defineProperty(this, name, { value: result.data, enumerable: true });
        else problems.push(explain(name, text, result.error));
      }
      if (problems.length > 0) throw new ConfigError(problems);
    }
  }
  return Config as new (environment?: NodeJS.ProcessEnv) => Values<K | CommonName>;
}

function explain(name: SettingName, text: string | undefined, error: z.ZodError): string {
  const meaning = SETTINGS[name].description ?? '';
  // The value itself may be a secret and is never repeated.
  return text
    ? `${name} is wrong: ${error.issues[0]?.message} (${meaning})`
    : `${name} is missing (${meaning})`;
}
