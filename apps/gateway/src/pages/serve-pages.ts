import { ProblemFilter } from '@anika/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { GatewayConfig } from '../gateway.config';
import { isPage, ownHost } from '../portal/own-host';
import { portalPages, readPortal } from '../portal/portal.pages';
import { operatorsOnly } from '../queues/operators-only';
import { QueueBoard } from '../queues/queue-board';
import { withoutForeignFonts } from '../queues/without-foreign-fonts';
import { referencePages } from '../reference/reference.pages';
import { StatusService } from '../status/status.service';
import { statusPages } from '../status/status.pages';
import { servePageAssets } from './assets';
import { gatewayOnly } from './gateway-only';
import { guarded } from './guarded';
import { withScriptPolicy } from './script-policy';

/**
 * What people look at, as Fastify scopes beside Nest's controllers: Bull Board is one that Nest's guards do not reach (they
 * see only exact paths), and `/status` could not stand beside the API's route of that name.
 */
export async function servePages(app: NestFastifyApplication, config: GatewayConfig): Promise<void> {
  const problems = app.get(ProblemFilter);
  const board = app.get(QueueBoard);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const sendPortal = await readPortal(config);
  fastify.addHook('onRequest', guarded(problems, ownHost(config.PUBLIC_URL)));
  // People get a page where there is none, programs a problem document.
  fastify.addHook('onRequest', async (request, reply) => {
    const isLost = request.is404 && isPage(request) && !request.url.startsWith('/api/');
    return isLost ? sendPortal(reply, 404) : undefined;
  });
  await fastify.register(async (scope) => {
    scope.addHook('onRequest', guarded(problems, gatewayOnly(config.GATEWAY_SECRET)));
    scope.setErrorHandler((error, request, reply) => problems.answer(error, request, reply));
    servePageAssets(scope);
    await portalPages(scope, sendPortal);
    statusPages(scope, app.get(StatusService));
    await scope.register(referencePages);
    await scope.register(
      async (operators) => {
        operators.addHook('onRequest', guarded(problems, operatorsOnly));
        operators.addHook('onRequest', guarded(problems, board.assertReady));
        operators.addHook('onSend', withoutForeignFonts);
        operators.addHook('onSend', withScriptPolicy);
        await operators.register(board.plugin());
      },
      { prefix: board.path },
    );
  });
}
