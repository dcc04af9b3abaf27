import { readOptions } from './options.mjs';
import { stopEverything } from './process.mjs';
import { fail, Report, seconds } from './report.mjs';
import { startStack } from './stack.mjs';
import { playStory } from './story.mjs';
import { takeFresh } from './fresh.mjs';

const options = readOptions();
const report = new Report();
const since = performance.now();
let stack;
let story;
let stopping = false;

async function stop(code) {
  if (stopping) return;
  stopping = true;
  report.line('\nStopping …');
  story?.stop();
  await stack?.stop();
  await stopEverything();
  report.line('Stopped. The data stays for the next start.');
  process.exit(code);
}

process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
process.on('SIGHUP', () => void stop(0));
// Whoever read the output is gone: nobody could stop this start any more.
process.stdout.on('error', () => void stop(1));

try {
  if (options.fresh) await takeFresh(options.dataDir);
  const started = await startStack({ dataDir: options.dataDir, port: options.port, report });
  stack = started;
  if (stopping) await stop(0);
  if (options.story)
    story = await playStory({ url: stack.url, dataDir: stack.dataDir, report, secrets: stack.secrets });
  printGuide();
} catch (error) {
  // The stop under way ends the process.
  if (stopping) await new Promise(() => undefined);
  await stack?.stop();
  fail(error);
}

function printGuide() {
  const { url, secrets } = stack;
  report.title(`ANIKA runs (${seconds(since)}). Ctrl-C stops everything.`);
  const rows = [
    ['Portal', url],
    ['API reference', `${url}/docs`],
    ['Bull Board', `${url}/ops/queues`],
    ['Status', `${url}/status`],
  ];
  for (const [name, address] of rows) report.line(`  ${name.padEnd(14)} ${address}`);
  report.title('Sign in as');
  if (story) {
    for (const { company, email, password } of Object.values(story.demo.logins)) {
      report.line(`  ${company.padEnd(14)} ${email.padEnd(28)} ${password}`);
    }
  }
  report.line(`  ${'Operator'.padEnd(14)} ${secrets.operatorEmail.padEnd(28)} ${secrets.operatorPassword}`);
  if (!story) return;
  report.title('Publish another message');
  report.line(`  curl -X POST ${url}/api/v1/topics/${story.demo.topicId}/messages \\`);
  report.line(`    -H 'Authorization: Bearer ${story.demo.key}' -H 'Content-Type: application/json' \\`);
  report.line(`    -d '{"type":"car.chosen","data":{"client":{"name":"Мария"},"car":"Lada Niva"}}'`);
  report.line('\nWhat the demo bank receives is printed here as it arrives.');
}
