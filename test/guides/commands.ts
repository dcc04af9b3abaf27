import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const GUIDES = join(__dirname, '../../docs/guides');
/** In the order of the index: each goes on with what those before it have made. */
export const PAGES = ['README', 'publisher', 'subscriber', 'filters', 'replay', 'limits', 'errors', 'people'];

/** curl as the guides call it: notes each status, and asks again while a list is still empty or a job not done. */
const CURL = `
set -u
curl() {
  local answer status
  for attempt in {1..100}; do
    answer=$(command curl -w '\\n%{http_code}' "$@")
    status=\${answer##*$'\\n'}
    answer=\${answer%$'\\n'*}
    [[ $answer == '{"data":[]'* || "$status $*" == 200*/@(erasures|replays)/* && $answer == *'"state":"running"'* ]] || break
    command sleep 0.1
  done
  echo "$status $*" >&2
  printf '%s\\n' "$answer"
}
`;

/** The shell commands of a page, in its order. */
export function commandsOf(page: string): string {
  const text = readFileSync(join(GUIDES, `${page}.md`), 'utf8');
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join('');
}

/** What the comments after the commands say that comes back: the statuses. */
export function promisedStatuses(commands: string): string[] {
  return [...commands.matchAll(/# (\d{3})\b/g)].map(([, status]) => status!);
}

/** Runs the commands in one shell against a platform; answers each call that was made, with its status before its address. */
export async function callsOf(commands: string, url: string): Promise<string[]> {
  const script = commands
    .replace('http://127.0.0.1:8080', url)
    .replace('https://example.com', 'https://127.0.0.1')
    .replaceAll(/@(automir|volga)\.example/g, `@$1-${randomUUID()}.example`);
  const { stderr } = await run('bash', ['-c', CURL + script]);
  return stderr.match(/^\d{3} .*?http\S+/gm) ?? [];
}
