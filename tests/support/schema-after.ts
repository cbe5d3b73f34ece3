import { DatabaseSync } from 'node:sqlite';
import { applicationId, migrations } from '../../src/store/sqlite/migrations.ts';

/** A database file with the schema as it was after so many migrations. */
export function schemaAfter(path: string, done: number): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA page_size = 16384; PRAGMA journal_mode = WAL');
  for (const migration of migrations.slice(0, done)) database.exec(migration);
  database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${done}`);
  return database;
}
