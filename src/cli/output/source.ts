/** Sources as JSON and as text. */

import type { CatalogEntry } from '../../app/catalog.ts';
import { safeLine } from '../../content/safe.ts';
import { healthOf } from '../../core/health.ts';
import type { Count } from '../../core/ports.ts';
import { formatKeep } from '../../core/retention.ts';
import { bareAddress, credentialsOf, type Source } from '../../core/source.ts';
import { formatDuration, iso, localTime } from '../../core/time.ts';
import type { JsonObject } from './json.ts';

export const sourceFields = [
  'id',
  'title',
  'address',
  'link',
  'language',
  'section',
  'tags',
  'interval',
  'userAgent',
  'headers',
  'credentials',
  'fullText',
  'keep',
  'added',
  'tried',
  'fetched',
  'nextAt',
  'failures',
  'error',
  'gone',
  'health',
  'articles',
  'unread',
];

/** Header values may hold secrets: only their names are shown. */
export function sourceJson(source: Source, now: number, count?: Count): JsonObject {
  const { settings, state } = source;
  return {
    id: source.id,
    title: source.title,
    address: bareAddress(source.address),
    link: source.link,
    language: source.language,
    section: source.section,
    tags: source.tags,
    interval: settings.intervalMs === null ? null : formatDuration(settings.intervalMs),
    userAgent: settings.userAgent,
    headers: Object.keys(settings.headers),
    credentials: credentialsOf(source),
    fullText: settings.fullText,
    keep: settings.keep === null ? null : formatKeep(settings.keep),
    added: iso(source.addedAt),
    tried: iso(state.triedAt),
    fetched: iso(state.fetchedAt),
    nextAt: iso(state.nextAt),
    failures: state.failures,
    error: state.error,
    gone: state.gone,
    health: healthJson(source, now),
    articles: count?.articles ?? 0,
    unread: count?.unread ?? 0,
  };
}

export function healthJson(source: Source, now: number): readonly JsonObject[] {
  return healthOf(source, now).map(({ since, until, ...finding }) => ({
    ...finding,
    since: iso(since),
    until: iso(until),
  }));
}

/** "name: value" lines for a person. */
export function sourceDetails(source: Source, count: Count | undefined, now: number): string {
  const time = (at: number | null) => (at === null ? 'never' : localTime(at));
  const { settings, state } = source;
  const rows: readonly (readonly [string, string | null])[] = [
    ['id', source.id],
    ['title', source.title],
    ['address', bareAddress(source.address)],
    ['site', source.link],
    ['language', source.language],
    ['section', source.section],
    ['tags', source.tags.join(', ') || null],
    ['articles', `${count?.articles ?? 0}, ${count?.unread ?? 0} unread`],
    ['full text', settings.fullText ? 'on' : 'off'],
    ['keeps', settings.keep === null ? null : formatKeep(settings.keep)],
    ['interval', settings.intervalMs === null ? 'default' : formatDuration(settings.intervalMs)],
    ['user agent', settings.userAgent],
    ['headers', Object.keys(settings.headers).join(', ') || null],
    ['credentials', credentialWords(source)],
    ['added', time(source.addedAt)],
    ['fetched', time(state.fetchedAt)],
    [
      'next',
      state.gone
        ? 'never: the server says it is gone for good'
        : state.nextAt !== null && state.nextAt <= now
          ? 'due'
          : time(state.nextAt),
    ],
    ['error', state.error ? `${state.error.message} (${state.failures} in a row)` : null],
    ...healthOf(source, now).flatMap(({ message, advice }): [string, string][] => [
      ['health', message],
      ['', advice],
    ]),
  ];
  return rows.flatMap(([name, value]) => (value === null ? [] : `${name.padEnd(11)} ${safeLine(value)}\n`)).join('');
}

export const catalogFields = ['name', 'title', 'address', 'link', 'section', 'tags', 'language'];

export function catalogJson({ name, title, address, link, section, tags, language }: CatalogEntry): JsonObject {
  return { name, title, address, link, section, tags, language };
}

/** Of a command only the program: its arguments may hold what it is meant to keep. */
function credentialWords(source: Source): string | null {
  switch (credentialsOf(source)) {
    case 'command': {
      const [program = ''] = (source.settings.credentialsCommand ?? '').split(/\s/, 1);
      return `from a command (${program.includes('=') ? '…' : program} …)`;
    }
    case 'address':
      return 'in the address, kept in plain text';
    case 'headers':
      return 'in the headers, kept in plain text';
    default:
      return null;
  }
}
