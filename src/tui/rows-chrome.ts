/** What stands above and below the panes: the masthead, the line of state, the hints of keys, the line being typed. */
import { widthOf } from '../content/width.ts';
import { counted } from '../core/counted.ts';
import { ago, localClock, localDate, startOfDay } from '../core/time.ts';
import { bindings, type Command, commands, keyLabel, type Place } from './keymap.ts';
import { knownLength } from './pages.ts';
import { fitRow, type Row, span, spread } from './paint.ts';
import { progressOf } from './reduce-article.ts';
import { inputRow } from './rows-input.ts';
import type { State } from './state.ts';

export function mastheadRow(state: State): Row {
  const { view } = state.list;
  const { unread } = state.status;
  const narrow = state.columns < 40;
  const label = state.single ? (state.reading?.article.source.title ?? '') : view.label;
  const filtered = view.typed !== '' ? [span('  filter ', 'meta'), span(view.typed, 'input')] : [];
  const only = view.unreadOnly && view.label !== 'Unread' ? [span('  unread only', 'meta')] : [];
  const left = [span(' news', 'brand'), span('  '), span(label, 'bar-strong'), ...only, ...filtered];
  const count = unread === null || state.single ? [] : [span(`${unread.toLocaleString('en')} unread `, 'meta')];
  return spread(left, narrow ? [] : count, state.columns);
}

export function breakingRow(state: State): Row {
  return fitRow([span(' Breaking ', 'breaking'), span(state.breaking ?? '')], state.columns);
}

/** One line: what just happened, else how the sources stand; at the right, where the reader is. */
export function statusRow(state: State): Row {
  if (state.input) return inputRow(state, state.input);
  const wheel = state.spins > 0 ? [span(`${wheelOf(state.spins)} `, 'unread')] : [];
  const place = position(state);
  const right = place === '' ? [] : [span(` ${place} `, 'bar')];
  return spread([span(' '), ...wheel, ...statusWords(state)], right, state.columns);
}

const wheelTurns = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

function wheelOf(spins: number): string {
  return wheelTurns[spins % wheelTurns.length] ?? '';
}

function statusWords(state: State): Row {
  const { message, refresh, status, list } = state;
  if (message)
    return [
      span(message.text, message.tone === 'error' ? 'bar-error' : message.tone === 'good' ? 'good' : 'bar-strong'),
    ];
  if (refresh) {
    const added = refresh.added > 0 ? `; ${refresh.added} new` : '';
    return refresh.total === 0
      ? [span('Refreshing…', 'bar')]
      : [
          span(bar(refresh.done / refresh.total), 'unread'),
          span(` ${refresh.done} of ${counted(refresh.total, 'source')}${added}`, 'bar'),
        ];
  }
  if (list.problem) return [span(list.problem.message, 'bar-warning')];
  if (state.reading && state.focus === 'article') return readingWords(state);
  const parts: string[] = [];
  if (status.lastUpdate !== null)
    parts.push(`Last update ${clock(status.lastUpdate, state.now)}${status.city ? `, ${status.city}` : ''}`);
  const failed: Row =
    status.failed > 0
      ? [
          span(
            `${parts.length > 0 ? '; ' : ''}${status.failed} of ${counted(status.sources, 'source')} failed`,
            'bar-warning',
          ),
        ]
      : [];
  const before = parts.length > 0 || failed.length > 0 ? '; ' : '';
  const fresh: Row = state.fresh > 0 ? [span(`${before}${state.fresh.toLocaleString('en')} new`, 'unread')] : [];
  return [span(parts.join(''), 'bar'), ...failed, ...fresh];
}

function readingWords({ reading, trail }: State): Row {
  if (!reading) return [];
  const { find, link, page } = reading;
  if (find)
    return [
      span(
        find.matches.length === 0
          ? `“${find.text}” is not in this article`
          : `“${find.text}” ${find.current + 1} of ${find.matches.length}`,
        'bar',
      ),
    ];
  if (link !== null) return [span(`[${link}] `, 'link-number'), span(page.links[link - 1]?.url ?? '', 'link')];
  const back = trail.length > 0 ? `${trail.length} back · ` : '';
  return [span(`${back}${reading.article.source.title}`, 'bar')];
}

function bar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * 10);
  return '━'.repeat(full) + '─'.repeat(10 - full);
}

/** The time today, else the day too; how long ago where it is within the hour. */
function clock(at: number, now: number): string {
  if (now - at < 3_600_000) return ago(at, now);
  return at >= startOfDay(now) ? localClock(at) : `${localDate(at)}, ${localClock(at)}`;
}

function position(state: State): string {
  if (state.focus === 'article') return state.reading ? `${progressOf(state)} %` : '';
  const { pages, cursor } = state.list;
  const length = knownLength(pages);
  if (length === 0) return '';
  return `${cursor + 1} of ${length.toLocaleString('en')}${pages.ended || pages.tail ? '' : '+'}`;
}

/** The keys that matter here, as many as fit. */
export function hintsRow(state: State): Row {
  const place: Place = state.overlay ? 'overlay' : state.focus;
  const { keymap } = state.preferences;
  const row: { text: string; roles: readonly ('key' | 'meta')[]; link: null }[] = [
    { text: ' ', roles: [], link: null },
  ];
  let left = state.columns - 2;
  const all = commands.filter(
    (command) =>
      bindings[command].hint !== undefined && (bindings[command].places as readonly string[]).includes(place),
  );
  // "?" and the way out stand last but never give way.
  const ends: readonly Command[] = ['help', 'close'];
  const order = [...ends, ...all.filter((command) => !ends.includes(command))];
  const shown = new Set<Command>();
  for (const command of order) {
    const key = keymap.keysOf(command)[0];
    const hint = hintOf(command, state);
    if (key === undefined || hint === '') continue;
    const cells = widthOf(keyLabel(key)) + 1 + widthOf(hint) + 3;
    if (cells > left) continue;
    left -= cells;
    shown.add(command);
  }
  for (const command of [...all.filter((command) => !ends.includes(command)), ...ends]) {
    if (!shown.has(command)) continue;
    row.push(
      { text: keyLabel(keymap.keysOf(command)[0] ?? ''), roles: ['key'], link: null },
      { text: ` ${hintOf(command, state)}   `, roles: ['meta'], link: null },
    );
  }
  return fitRow(row, state.columns);
}

function hintOf(command: Command, state: State): string {
  if (command === 'close' && (state.overlay || (state.focus === 'article' && !state.single))) return 'close';
  if (command === 'back' && state.focus === 'list') return '';
  if (command === 'enter' && state.focus === 'side') return 'show';
  return bindings[command].hint ?? '';
}
