/** The list as rows: headings of days between headlines, and which of them a viewport shows. */
import { dayName } from '../core/time.ts';
import { type Headline, type Pages, rowAt } from './pages.ts';
import type { ListState, View } from './state.ts';

export type ListRow =
  | { readonly kind: 'day'; readonly label: string; readonly index: number }
  /** Air before a day, on screens that have it to spare. */
  | { readonly kind: 'gap'; readonly index: number }
  | { readonly kind: 'headline'; readonly headline: Headline; readonly index: number }
  | { readonly kind: 'snippet'; readonly headline: Headline; readonly index: number }
  /** Known to be there, being fetched. */
  | { readonly kind: 'waiting'; readonly index: number };

type Rows = { readonly pages: Pages; readonly view: Pick<View, 'sort' | 'snippets'> };

/** From this height on, days stand apart. */
const airyFrom = 24;

/** Rows from headline `top` on, as many as fit in `height`. The heading of the first headline's day always stands over it. */
export function visibleRows(list: Rows, top: number, length: number, height: number, now: number): readonly ListRow[] {
  const rows: ListRow[] = [];
  for (let index = top; index < length && rows.length < height; index += 1)
    rows.push(...rowsOf(list, index, top, now, height >= airyFrom));
  const shown = rows.slice(0, height);
  // A day's name at the very bottom would stand over nothing.
  const last = shown.findLastIndex(({ kind }) => kind !== 'day' && kind !== 'gap');
  return shown.slice(0, Math.max(1, last + 1));
}

function rowsOf(list: Rows, index: number, top: number, now: number, airy: boolean): readonly ListRow[] {
  const headline = rowAt(list.pages, index);
  if (!headline) return [{ kind: 'waiting', index }];
  const label = dayHeading(list, index, top, now);
  return [
    ...(label !== null && airy && index > top ? [{ kind: 'gap', index } as const] : []),
    ...(label === null ? [] : [{ kind: 'day', label, index } as const]),
    { kind: 'headline', headline, index },
    ...(list.view.snippets && headline.snippet ? [{ kind: 'snippet', headline, index } as const] : []),
  ];
}

/** The heading over a headline: where its day differs from the one before. Only lists in order of time have them. */
function dayHeading(list: Rows, index: number, top: number, now: number): string | null {
  if (list.view.sort !== 'newest' && list.view.sort !== 'oldest') return null;
  const here = rowAt(list.pages, index);
  if (!here) return null;
  const label = dayName(here.article.sortedAt, now);
  if (index === top) return label;
  const before = rowAt(list.pages, index - 1);
  return before && dayName(before.article.sortedAt, now) === label ? null : label;
}

/** The first headline from which on the cursor's row is in sight: `top` itself if it is, else the least change. */
export function topFor(list: ListState, length: number, height: number, now: number): number {
  const { cursor } = list;
  const top = Math.max(0, Math.min(list.top, length - 1));
  if (cursor <= top) return Math.max(0, cursor);
  if (cursor - top < height && isVisible(list, top, cursor, length, height, now)) return top;
  let candidate = Math.max(top, cursor - height + 1);
  while (candidate < cursor && !isVisible(list, candidate, cursor, length, height, now)) candidate += 1;
  return candidate;
}

function isVisible(list: Rows, top: number, cursor: number, length: number, height: number, now: number): boolean {
  return visibleRows(list, top, length, height, now).some((row) => row.kind === 'headline' && row.index === cursor);
}
