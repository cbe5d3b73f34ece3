/** A thin hold on one SQLite connection: statements are prepared on first use, writes are one transaction. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { damageOf, readOnlyFailure } from './failure.ts';

export type Row = Record<string, SQLOutputValue>;

export interface Database {
  readonly path: string;
  readonly get: (sql: string, ...values: SQLInputValue[]) => Row | undefined;
  readonly all: (sql: string, ...values: SQLInputValue[]) => Row[];
  readonly each: (sql: string, ...values: SQLInputValue[]) => Iterable<Row>;
  readonly run: (sql: string, ...values: SQLInputValue[]) => void;
  /** Runs several statements without values. */
  readonly exec: (sql: string) => void;
  /** Everything that `work` writes, or nothing. Takes the write lock at once: an upgrade later could fail. */
  readonly write: <T>(work: () => T) => T;
  /** What `work` reads is of one moment. */
  readonly read: <T>(work: () => T) => T;
  /** Called when a transaction is taken back: what was remembered of it must be forgotten. */
  readonly onRollback: (forget: () => void) => void;
  readonly function: DatabaseSync['function'];
  readonly close: () => void;
}

/** Statements of queries differ by their text, so that their number must be bounded. */
const maxStatements = 120;

export function hold(connection: DatabaseSync, path: string, readOnly: boolean, onClose: () => void): Database {
  const statements = new Map<string, StatementSync>();
  const forgetters: (() => void)[] = [];

  function prepared(sql: string): StatementSync {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= maxStatements) statements.clear();
    const statement = connection.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  function transaction<T>(begin: string, work: () => T): T {
    if (connection.isTransaction) return work();
    connection.exec(begin);
    try {
      const result = work();
      connection.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk or an I/O error may have rolled back already.
      if (connection.isTransaction) connection.exec('ROLLBACK');
      for (const forget of forgetters) forget();
      throw error;
    }
  }

  return {
    path,
    get: (sql, ...values) => prepared(sql).get(...values),
    all: (sql, ...values) => prepared(sql).all(...values),
    each: (sql, ...values) => prepared(sql).iterate(...values) as Iterable<Row>,
    run: (sql, ...values) => {
      prepared(sql).run(...values);
    },
    exec: (sql) => connection.exec(sql),
    write: (work) => {
      if (readOnly) throw readOnlyFailure(path);
      return transaction('BEGIN IMMEDIATE', work);
    },
    read: (work) => transaction('BEGIN', work),
    onRollback: (forget) => {
      forgetters.push(forget);
    },
    function: connection.function.bind(connection) as DatabaseSync['function'],
    close: () => {
      statements.clear();
      connection.close();
      onClose();
    },
  };
}

/** Columns as the types that the schema promises. */
export function textOf(value: SQLOutputValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

export function numberOf(value: SQLOutputValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

export function intOf(value: SQLOutputValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/** Throws an error of damage where a column that holds JSON holds something else. */
export function jsonOf<T>(value: SQLOutputValue | undefined, otherwise: T): T {
  if (typeof value !== 'string') return otherwise;
  try {
    return JSON.parse(value) as T;
  } catch {
    throw damageOf('a row of a table cannot be read');
  }
}

/** JSON text, or null where there is nothing in the list: most rows have none. */
export function listJson(list: readonly unknown[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list);
}
