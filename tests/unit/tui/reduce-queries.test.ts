import { describe, expect, it } from 'vitest';
import { entry } from '../../../src/tui/reduce-side.ts';
import type { SideEntry } from '../../../src/tui/state.ts';
import { article, testReader } from '../../support/reader-state.ts';

const articles = [article(1), article(2)];
const status = { sources: 1, failed: 0, lastUpdate: null, unread: 2, city: null };
const views = [entry('view', 'All articles', ''), entry('section', 'World', 'section:World')];
const saved = entry('saved', 'Storms', 'storm OR flood', { id: 'Storms' });

function reader(entries: readonly SideEntry[] = views) {
  return testReader(articles, { columns: 120 }).act({ kind: 'side-loaded', entries, tags: [], status });
}

const asked = (made: ReturnType<typeof reader>) => made.asked.findLast(({ kind }) => kind === 'save-query');
const back = { kind: 'said', message: null } as const;

describe('saving what the list shows', () => {
  it('asks for a name and keeps the query with what was typed over it', () => {
    const made = reader().press('\t').press('j\r').press('/rain OR snow\r').press('U').press('w');
    expect(made.screen()).toMatch(/save as .*a name for what the list shows/);
    made.press('Wet world\r');
    expect(asked(made)).toMatchObject({
      saved: { name: 'Wet world', query: 'section:World (rain OR snow) is:unread' },
    });
  });

  it('keeps a search', () => {
    const made = reader().press('stide\r').press('wTides\r');
    expect(asked(made)).toMatchObject({ saved: { name: 'Tides', query: 'tide' } });
  });

  it('has nothing to save of all articles, and takes no empty name', () => {
    expect(reader().press('w').screen()).toContain('Choose, filter or search something first');
    expect(asked(reader().press('/x\rw\r'))).toBeUndefined();
  });
});

describe('taking back', () => {
  it('takes a new query out again, and puts a changed or removed one back', () => {
    const fresh = reader().press('/x\rwNew\ru');
    expect(asked(fresh)).toMatchObject({ saved: { name: 'New', query: null } });
    const changed = reader([...views, saved]).press('/x\rwStorms\ru');
    expect(asked(changed)).toMatchObject({ saved: { name: 'Storms', query: 'storm OR flood' } });
    const removed = reader([...views, saved]).press('\tGD');
    expect(asked(removed)).toMatchObject({ saved: { name: 'Storms', query: null } });
    removed.press('u');
    expect(asked(removed)).toMatchObject({ saved: { name: 'Storms', query: 'storm OR flood' } });
  });

  it('means the store again once something newer was changed', () => {
    const made = reader().press('/x\rwNew\r').press('m').act(back).press('u');
    expect(made.asked.at(-1)).toEqual({ kind: 'undo' });
  });
});

describe('a query that does not parse', () => {
  it('is told beside the line, which stays, and marked from its place on', () => {
    const made = reader().press('/rain (snow');
    expect(made.screen()).toContain('the parenthesis that opens here is never closed');
    made.press('\r');
    expect(made.state.input?.text).toBe('rain (snow');
    made.press(')\r');
    expect(made.state.input).toBeNull();
    expect(made.state.list.view.typed).toBe('rain (snow)');
  });

  it.each(['s', ':search ', ':list '])('keeps the line after %j so that it can be mended', (keys) => {
    const made = reader().press(`${keys}tag: x`).press('\r');
    expect(made.screen()).toContain('"tag:" needs a value');
    expect(made.state.input).toMatchObject({ problem: { at: keys === 's' ? 0 : keys.length - 1 } });
    expect(made.press('y').state.input).toMatchObject({ problem: null });
  });
});
