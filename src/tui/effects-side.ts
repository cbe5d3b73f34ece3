/** The left pane: sections, sources and tags with how much of them is unread. */
import { listSources } from '../app/edit-sources.ts';
import { listCounts } from '../app/list-articles.ts';
import { safeLine } from '../content/safe.ts';
import type { Count } from '../core/ports.ts';
import { pagesAddress, type Source } from '../core/source.ts';
import { quoted } from './completion.ts';
import type { Hands } from './hands.ts';
import { entry } from './reduce-side.ts';
import type { SideEntry, SourceStatus } from './state.ts';

/** Tags are many and most are rare: those with the most articles are shown, all can be typed. */
const shownTags = 30;

export async function loadSide({ ports, dispatch, savedQueries }: Hands): Promise<void> {
  const store = await ports.store();
  const sources = await listSources(ports);
  const all = { kind: 'all' } as const;
  const [sections, tags, counts] = [
    await listCounts(ports, 'sections', all),
    await listCounts(ports, 'tags', all),
    await store.sourceCounts(),
  ];
  const unread = counts.reduce((sum, count) => sum + count.unread, 0);
  dispatch({
    kind: 'side-loaded',
    tags: tags.map(({ name }) => safeLine(name)),
    status: statusOf(sources, unread),
    entries: [
      entry('view', 'All articles', '', { unread }),
      entry('view', 'Unread', 'is:unread'),
      entry('view', 'Favorites', 'is:fav'),
      ...group(
        'Saved',
        Object.entries(savedQueries?.read() ?? {}).map(([name, query]) =>
          entry('saved', safeLine(name), query, { id: name }),
        ),
      ),
      ...group(
        'Sections',
        sections.map((count) => counted('section', count)),
      ),
      ...group(
        'Sources',
        sources.map((source) => sourceEntry(source, counts)),
      ),
      ...group(
        'Tags',
        tags
          .toSorted((a, b) => b.articles - a.articles)
          .slice(0, shownTags)
          .map((count) => counted('tag', count)),
      ),
    ],
  });
}

function group(label: string, entries: readonly SideEntry[]): readonly SideEntry[] {
  return entries.length === 0 ? [] : [entry('heading', '', ''), entry('heading', label, ''), ...entries];
}

function counted(kind: 'section' | 'tag', { name, unread }: Count): SideEntry {
  return entry(kind, safeLine(name), `${kind}:${quoted(name)}`, { unread });
}

function sourceEntry(source: Source, counts: readonly Count[]): SideEntry {
  const unread = counts.find(({ name }) => name === source.id)?.unread ?? null;
  const failed = source.state.error !== null;
  return entry('source', safeLine(source.title), `source:${source.id}`, { unread, id: source.id, failed });
}

function statusOf(sources: readonly Source[], unread: number): SourceStatus {
  const fetched = sources.filter(({ address }) => address !== pagesAddress);
  const times = fetched.flatMap(({ state }) => state.fetchedAt ?? []);
  return {
    sources: fetched.length,
    failed: fetched.filter(({ state }) => state.error !== null).length,
    lastUpdate: times.length === 0 ? null : Math.max(...times),
    unread,
    city: cityOf(new Intl.DateTimeFormat().resolvedOptions().timeZone),
  };
}

/** "Asia/Beirut" is Beirut; zones that are not named after a place have none. */
function cityOf(zone: string): string | null {
  return /^(?!Etc\/).*\//.test(zone) ? (zone.split('/').at(-1)?.replaceAll('_', ' ') ?? null) : null;
}
