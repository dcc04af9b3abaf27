import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.WEBHOOK_SECRET);

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  try {
    webhook.verify(body, request.headers);
  } catch {
    return response.writeHead(401).end();
  }
  const message = JSON.parse(body);
  console.log(`${message.type} ${request.headers['webhook-id']}`);
  response.writeHead(204).end();
});
server.listen(process.env.PORT, '127.0.0.1');
