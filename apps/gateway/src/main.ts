import { startApp } from '@anika/platform';
import document from '../../../docs/openapi.json';
import { GatewayConfig } from './gateway.config';
import { GatewayModule } from './gateway.module';
import { servePages } from './pages/serve-pages';
import { OpenApiDocument } from './reference/openapi-document';

void startApp({
  name: 'gateway',
  module: GatewayModule,
  config: GatewayConfig,
  prepare: async (app, config) => {
    // Given here and not imported by the module, from which the document itself is generated.
    app.get(OpenApiDocument).content = document;
    await servePages(app, config);
  },
});
