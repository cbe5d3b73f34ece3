/** What the store knows of articles that a refresh may have brought again. */
import type { Known } from '../../core/ports.ts';
import { type Database, type Row, textOf } from './database.ts';
import { identityKey, linkKey } from './keys.ts';
import { sourceNumber } from './sources.ts';

const columns = 'SELECT id, guid, link, identity, fingerprint FROM article';

interface Keys {
  readonly identities: readonly string[];
  readonly links: readonly string[];
}

export function known(db: Database, sourceId: string, keys: Keys): readonly Known[] {
  // In one transaction, because each question by itself takes and gives back the locks of the file.
  return db.read(() => knownOfSource(db, sourceNumber(db, sourceId), keys));
}

function knownOfSource(db: Database, source: number | null, keys: Keys): readonly Known[] {
  if (source === null || !db.get('SELECT 1 FROM article WHERE source = ? LIMIT 1', source)) return [];
  const found = new Map<string, Known>();
  const take = (row: Row) => found.set(textOf(row.id) ?? '', knownOf(row));
  for (const identity of keys.identities) {
    const rows = db.all(`${columns} WHERE source = ? AND identity_key = ?`, source, identityKey(source, identity));
    for (const row of rows) if (row.identity === identity) take(row);
  }
  for (const link of keys.links) {
    const rows = db.all(`${columns} WHERE source = ? AND link_key = ?`, source, linkKey(link));
    for (const row of rows) if (row.link === link) take(row);
  }
  return [...found.values()];
}

function knownOf(row: Row): Known {
  return {
    id: textOf(row.id) ?? '',
    guid: textOf(row.guid),
    link: textOf(row.link),
    identity: textOf(row.identity) ?? '',
    fingerprint: textOf(row.fingerprint) ?? '',
  };
}
