import type { LoggerService } from '@nestjs/common';
import pino, { type Logger as Pino } from 'pino';
import { currentRequestId } from './request-context';

/** Members of logged objects that are never written, at any of the first levels. */
const SECRETS = ['authorization', 'cookie', 'password', 'secret', 'token', 'key', 'set-cookie'];

/**
 * The process's JSON logger. Each line has `app` and, inside a request or job, `requestId`.
 */
export function createPino(app: string, level: string): Pino {
  return pino({
    level,
    base: { app },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => {
      const requestId = currentRequestId();
      return requestId === undefined ? {} : { requestId };
    },
    // Database errors carry their parameters, which may be private: an error is logged by its name, message and stack alone.
    serializers: { err: describeError },
    redact: SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`]),
  });
}

function describeError(error: Error): Record<string, unknown> {
  const { name, message, stack } = error;
  return { name, message, stack };
}

/** Nest's logger interface over pino: `new Logger('Sweeper').warn({ count: 3 }, 're-queued')` becomes one JSON line. */
export class NestPino implements LoggerService {
  constructor(private readonly pino: Pino) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(level: pino.Level, message: unknown, rest: readonly unknown[]): void {
    // Nest appends the logger's name as the last argument, and for errors a stack before it.
    const context = rest.at(-1);
    const extra = rest.slice(0, -1).filter((part) => part !== undefined);
    if (message instanceof Error) {
      this.pino[level]({ context, err: message });
    } else if (typeof message === 'object' && message !== null) {
      this.pino[level]({ context, ...message }, extra.map(String).join(' '));
    } else {
      this.pino[level]({ context, ...(extra.length > 0 && { extra }) }, String(message));
    }
  }
}
