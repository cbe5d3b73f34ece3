/** Sharing a link: the address when piped, opened on a terminal. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, sandbox } from '../support/sandbox.ts';

interface Row {
  readonly id: string;
  readonly link: string;
  readonly title: string;
}

let box: Sandbox;
let row: Row;

beforeAll(async () => {
  box = await sandbox();
  const [first] = (await box.news('list --json --fields id,link,title --limit 1')).json<Row[]>();
  if (!first) throw new Error('the bundled edition is empty');
  row = first;
});
afterAll(() => box.close());

describe('news share', () => {
  it('prints the address when piped, link and title in it', async () => {
    const { code, stdout } = await box.news(['share', row.id, '--to', 'telegram']);
    expect(code).toBe(0);
    const address = new URL(stdout.trim());
    expect(address.origin + address.pathname).toBe('https://t.me/share/url');
    expect(Object.fromEntries(address.searchParams)).toEqual({ url: row.link, text: row.title });
    expect(box.opened).toEqual([]);
  });

  it('opens it on a terminal, mail as well', async () => {
    const { code, stdout, stderr } = await box.news(['share', row.id, '--to', 'Mail'], { columns: 80 });
    expect([code, stdout, stderr]).toEqual([0, '', 'Shared through Mail\n']);
    expect(box.opened.at(-1)).toMatch(/^mailto:\?subject=.+&body=https%3A%2F%2F/);
  });

  it('takes the first of the list where no target is named', async () => {
    const [first] = (await box.news('share --list')).stdout.split('\t');
    const named = await box.news(['share', row.id, '--to', first ?? '']);
    expect((await box.news(['share', row.id])).stdout).toBe(named.stdout);
  });

  it('lists the targets, the reader’s own among them, which it then takes', async () => {
    await box.news(['config', 'set', 'share', '{"Notes":"https://notes.example/new?u={link}","WhatsApp":""}']);
    const lines = (await box.news('share --list')).stdout.trimEnd().split('\n');
    expect(lines).toContain('Notes\thttps://notes.example/new?u={link}');
    expect(lines.map((line) => line.split('\t')[0])).not.toContain('WhatsApp');
    const { stdout } = await box.news(['share', row.id, '--to', 'not']);
    expect(stdout).toBe(`https://notes.example/new?u=${encodeURIComponent(row.link)}\n`);
  });

  it('names what there is when the target is unknown or could be several', async () => {
    for (const wanted of ['pigeon', '']) {
      const { code, stderr } = await box.news(['share', row.id, '--to', wanted]);
      expect(code).toBe(2);
      expect(stderr).toContain('Telegram');
    }
  });

  it('says what is missing', async () => {
    expect((await box.news('share')).code).toBe(2);
    expect((await box.news('share zzzzzz')).code).toBe(5);
  });
});
