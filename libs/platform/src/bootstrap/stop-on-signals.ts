import { type INestApplication, Logger } from '@nestjs/common';

/**
 * Stops the app on SIGTERM or SIGINT: what is in flight finishes, nothing new is taken. A stop that hangs (Redis away, a stuck
 * peer) is cut at the deadline.
 */
export function stopOnSignals(app: INestApplication, deadlineSeconds: number): void {
  const logger = new Logger('Shutdown');
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.log(`${signal}: stopping`);
    setTimeout(() => {
      logger.warn(`not stopped after ${deadlineSeconds} s: cut`);
      process.exit(1);
    }, deadlineSeconds * 1000).unref();
    try {
      await app.close();
      logger.log('stopped');
      process.exit(0);
    } catch (error) {
      logger.error(error);
      process.exit(1);
    }
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}
