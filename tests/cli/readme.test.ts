import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, sandbox } from '../support/sandbox.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** "$ news …" lines of the README's console blocks, each with what it prints there. */
const transcripts = [...readme.matchAll(/```console\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...output] = part.split('\n');
      return { command, output: output.join('\n').trimEnd() };
    }),
);

/** Words of a command line: blanks part them, quotes hold them together. */
function words(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)]
    .map(([, single, double, bare]) => single ?? double ?? bare ?? '')
    .slice(1);
}

describe('the README', () => {
  let box: Sandbox;
  const zone = process.env.TZ;
  beforeAll(async () => {
    process.env.TZ = 'UTC';
    box = await sandbox();
  });
  afterAll(async () => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    await box.close();
  });

  it('has transcripts', () => {
    expect(transcripts.length).toBeGreaterThan(8);
  });

  // One after the other, in one reader's folder, as somebody who follows the page would type them.
  it.each(transcripts)('$ $command', async ({ command, output }) => {
    const piped = command.includes('--json');
    const now = Date.parse('2026-11-23T09:00:00Z');
    const { stdout, stderr } = await box.news(words(command), {
      now,
      env: { NO_COLOR: '1' },
      ...(piped ? {} : { columns: 100 }),
    });
    expect(`${stdout}${stderr}`.trimEnd().replace(/[ \t]+$/gm, '')).toBe(output);
  });
});
