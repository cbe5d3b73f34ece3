import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/content/width.ts';
import { entry } from '../../../src/tui/reduce-side.ts';
import { sideRows } from '../../../src/tui/rows-side.ts';
import type { SideEntry } from '../../../src/tui/state.ts';
import { article, testReader } from '../../support/reader-state.ts';

const articles = Array.from({ length: 5 }, (_, number) => article(number));
const entries: readonly SideEntry[] = [
  entry('view', 'All articles', '', { unread: 12_345 }),
  entry('view', 'Unread', 'is:unread'),
  entry('heading', '', ''),
  entry('heading', 'Sources', ''),
  entry('source', 'The Harbor Paper', 'source:s1', { id: 's1', unread: 3 }),
  entry('source', 'ديرب', 'source:s2', { id: 's2', unread: 0, failed: true }),
];

function reader(given = entries) {
  const made = testReader(articles, { columns: 120, rows: 30 });
  const status = { sources: 2, failed: 1, lastUpdate: null, unread: 3, city: null };
  return made.act({ kind: 'side-loaded', entries: given, tags: [], status });
}

const cursor = (made: ReturnType<typeof reader>) => made.state.side.entries[made.state.side.cursor]?.label;

describe('the left pane', () => {
  it('goes over headings in both directions', () => {
    const made = reader().press('\tjj');
    expect(cursor(made)).toBe('The Harbor Paper');
    expect(cursor(made.press('k'))).toBe('Unread');
  });

  it('keeps its cursor on what it was on when entries come before it', () => {
    const made = reader().press('\tjj');
    const more = [...entries.slice(0, 2), entry('view', 'Favorites', 'is:fav'), ...entries.slice(2)];
    made.act({ kind: 'side-loaded', entries: more, tags: [], status: made.state.status });
    expect(cursor(made)).toBe('The Harbor Paper');
    made.act({ kind: 'side-loaded', entries: entries.slice(0, 2), tags: [], status: made.state.status });
    expect(cursor(made)).toBe('Unread');
  });

  it('shows the chosen one in the list, "unread" as a switch and not as a query', () => {
    const source = reader().press('\tjj\r');
    expect(source.state.list.view).toMatchObject({ query: 'source:s1', label: 'The Harbor Paper', unreadOnly: false });
    const unread = reader().press('\tj\r');
    expect(unread.state.list.view).toMatchObject({ query: '', unreadOnly: true });
  });

  it('comes back to all articles', () => {
    const made = reader().press('\tjj\r').press('h');
    expect(made.state.list.view.query).toBe('');
    expect(cursor(made)).toBe('All articles');
  });

  it('renames and removes only a source', () => {
    const made = reader().press('\te');
    expect(made.state.input).toBeNull();
    expect(made.state.message?.text).toContain('Choose a source');
    made.press('jje');
    expect(made.state.input).toMatchObject({ kind: 'rename', text: 'The Harbor Paper', about: 's1' });
    made.press(' 2\r');
    expect(made.asked.at(-1)).toEqual({ kind: 'rename-source', id: 's1', title: 'The Harbor Paper 2' });
    made.press('D');
    expect(made.asked.at(-1)).toEqual({ kind: 'remove-source', id: 's1' });
  });

  it('refreshes the chosen source alone', () => {
    const made = reader().press('\tjjR');
    expect(made.asked.at(-1)).toEqual({ kind: 'refresh', force: true, sourceId: 's1' });
  });

  it('folds away and comes back', () => {
    const made = reader();
    expect(made.press('v').screen()).not.toContain('The Harbor Paper');
    expect(made.press('v').screen()).toContain('The Harbor Paper');
  });

  it('has rows of one width, counts of four cells at most, and a mark for what failed', () => {
    const rows = sideRows(reader().state, 24, 30).map((row) => row.map(({ text }) => text).join(''));
    expect(rows[0]).toMatch(/^▌ All articles +12k {2}$/);
    expect(rows[5]).toMatch(/^ {2}بريد +! {2}$/);
    for (const [index, row] of rows.entries()) if (entries[index]?.kind !== 'heading') expect(widthOf(row)).toBe(24);
  });
});

describe('what is new', () => {
  const status = { sources: 2, failed: 0, lastUpdate: 1000, unread: 3, city: null };
  const side = { kind: 'side-loaded', entries, tags: [] } as const;

  it('is told of a refresh by another process, and not of what the reader marks unread', () => {
    const made = reader().act({ ...side, status });
    expect(made.screen()).not.toMatch(/\d new/);
    made.act({ ...side, status: { ...status, unread: 5 } });
    expect(made.screen()).not.toMatch(/\d new/);
    made.act({ ...side, status: { ...status, lastUpdate: 2000, unread: 17 } });
    expect(made.screen()).toContain('; 12 new');
  });

  it('is told of the own refresh once', () => {
    const made = reader()
      .act({ ...side, status })
      .press('r');
    const message = { text: '4 new articles', tone: 'good' } as const;
    made.act({ kind: 'refresh-ended', message, added: 4 });
    made.act({ ...side, status: { ...status, lastUpdate: 2000, unread: 7 } }).press('j');
    expect(made.screen()).toContain('; 4 new');
  });
});
