import { createServer } from 'node:http';

/**
 * For the fault suite, which stops servers by their pids: `POST /<server>` starts one again. Answers its address; the caller proves
 * itself with the stack's internal secret.
 */
export async function startControl({ servers, secret, onStart }) {
  const control = createServer(async (request, response) => {
    const server = servers[request.url.slice(1)];
    if (request.headers.authorization !== `Bearer ${secret}`) return response.writeHead(401).end();
    if (request.method !== 'POST' || !server?.start) return response.writeHead(404).end();
    try {
      await server.start();
      onStart();
      response.writeHead(204).end();
    } catch (error) {
      response.writeHead(500).end(error.message);
    }
  });
  await new Promise((resolve) => control.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${control.address().port}`,
    stop: async () => {
      control.closeAllConnections();
      control.close();
    },
  };
}
