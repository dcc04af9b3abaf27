import { stack } from '@anika/testing';
import { callsOf, commandsOf, PAGES, promisedStatuses } from './commands';

const withoutComments = (commands: string) => commands.replaceAll(/ *# .*$/gm, '');

describe('The guides', () => {
  it('have commands that are answered as the comments after them say', async () => {
    const commands = PAGES.map(commandsOf).join('');

    const calls = await callsOf(commands, stack().url);

    const promised = promisedStatuses(commands);
    expect(calls).toEqual(calls.map((call, index) => call.replace(/^\d{3}/, promised[index] ?? 'none')));
    expect(calls).toHaveLength(promised.length);
  }, 60_000);

  it.each(PAGES)('have the same commands in Russian: %s', (page) => {
    expect(withoutComments(commandsOf(`${page}.ru`))).toBe(withoutComments(commandsOf(page)));
  });
});
