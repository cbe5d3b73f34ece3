import { describe, expect, it } from 'vitest';
import type { InputEvent } from '../../../src/tui/keys.ts';
import { panesOf } from '../../../src/tui/panes.ts';
import { article, paragraphs, testReader } from '../../support/reader-state.ts';

const articles = Array.from({ length: 40 }, (_, number) => article(number, { html: paragraphs(30) }));
type What = Extract<InputEvent, { kind: 'mouse' }>['what'];

function reader(size: { readonly columns?: number; readonly rows?: number } = {}) {
  const made = testReader(articles, size);
  const act = (what: What, row: number, column: number) =>
    made.act({ kind: 'input', event: { kind: 'mouse', what, row, column } });
  /** Clicks on the first place of a text on the screen. */
  const click = (text: string | RegExp) => {
    const rows = made.rows();
    const row = rows.findIndex((line) => line.search(text) >= 0);
    expect(row, made.screen()).toBeGreaterThanOrEqual(0);
    return act('click', row, rows[row]?.search(text) ?? 0);
  };
  return { made, act, click };
}

describe('a click', () => {
  it('chooses a headline, and a second one opens it', () => {
    const { made, click } = reader();
    click('Headline number 4');
    expect(made.state.list.cursor).toBe(4);
    expect(made.state.focus).toBe('list');
    click('Headline number 4');
    expect(made.state.focus).toBe('article');
    expect(made.state.reading?.article.id).toBe(articles[4]?.id);
  });

  it('chooses what is at the left', () => {
    const { made, click } = reader({ columns: 120, rows: 40 });
    click('Favorites');
    expect(made.state.list.view.label).toBe('Favorites');
    expect(made.state.focus).toBe('list');
  });

  it('chooses a link, and beside links none', () => {
    const { made, click } = reader();
    made.press('\r');
    click(/\[2 /);
    expect(made.state.reading?.link).toBe(2);
    click('By Ada Example');
    expect(made.state.reading?.link).toBeNull();
  });

  it('on the lines above and below the panes does nothing', () => {
    const { made, act } = reader();
    const before = made.state;
    act('click', 0, 3);
    act('click', 23, 3);
    expect(made.state.list.cursor).toBe(before.list.cursor);
    expect(made.state.focus).toBe(before.focus);
  });

  it('chooses in a menu, and closes what is only to be read', () => {
    const { made, click } = reader();
    made.press('M');
    click('everything: read');
    expect(made.state.overlay).toBeNull();
    expect(made.asked.at(-1)).toMatchObject({ kind: 'mark', filter: { kind: 'all' }, read: true });
    made.press('?');
    click('Moving');
    expect(made.state.overlay).toBeNull();
  });

  it('does nothing while something is typed', () => {
    const { made, act } = reader();
    made.press('/');
    act('click', 6, 5);
    expect(made.state.input?.kind).toBe('filter');
    expect(made.state.list.cursor).toBe(0);
  });
});

describe('the wheel', () => {
  it('moves what is under the pointer', () => {
    const { made, act } = reader({ columns: 160, rows: 40 });
    const panes = panesOf(made.state);
    const over = (pane: { readonly left: number } | null) => (pane?.left ?? 0) + 1;
    act('wheel-down', 10, over(panes.article));
    expect(made.state.reading?.top).toBe(3);
    expect(made.state.list.cursor).toBe(0);
    act('wheel-down', 10, over(panes.list));
    expect(made.state.list.cursor).toBe(3);
    act('wheel-up', 10, over(panes.list));
    expect(made.state.list.cursor).toBe(0);
    act('wheel-down', 10, over(panes.side));
    expect(made.state.side.cursor).toBe(1);
  });

  it('stops at both ends', () => {
    const { made, act } = reader();
    act('wheel-up', 10, 5);
    expect(made.state.list.cursor).toBe(0);
    for (let turns = 0; turns < 50; turns += 1) act('wheel-down', 10, 5);
    expect(made.state.list.cursor).toBe(39);
  });

  it('moves a help page that is over everything', () => {
    const { made, act } = reader();
    made.press('?');
    act('wheel-down', 10, 5);
    expect(made.state.overlay).toMatchObject({ kind: 'help', top: 3 });
    act('wheel-up', 10, 5);
    act('wheel-up', 10, 5);
    expect(made.state.overlay).toMatchObject({ top: 0 });
  });
});
