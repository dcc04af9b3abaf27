import { createServer } from 'node:http';

/**
 * The demo bank's webhook endpoint: verifies each signature with npm `standardwebhooks` and tells what arrived.
 * `onWebhook({ valid, event })` runs for each.
 */
export async function startDemoEndpoint({ port = 0, secret, onWebhook }) {
  const { Webhook } = await import('standardwebhooks');
  const current = { secret };
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const valid = isValid(new Webhook(current.secret), body, request.headers);
      response.writeHead(valid ? 204 : 401).end();
      onWebhook({ valid, event: valid ? JSON.parse(body.toString()) : undefined });
    });
  });
  await listen(server, port).catch(() => listen(server, 0));
  return {
    port: server.address().port,
    useSecret: (value) => (current.secret = value),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function isValid(webhook, body, headers) {
  try {
    webhook.verify(body, headers);
    return true;
  } catch {
    return false;
  }
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
