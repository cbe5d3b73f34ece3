import { expect, it } from 'vitest';
import type { Filter } from '../../../src/core/query.ts';
import { resolve } from '../../../src/store/sqlite/conditions.ts';
import { connect } from '../../../src/store/sqlite/connect.ts';
import { namesIn } from '../../../src/store/sqlite/names.ts';
import { select } from '../../../src/store/sqlite/select.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { add, all, and, from, not, or, put, section, source, tag, text, unread } from '../../contract/store-samples.ts';

async function planner() {
  const db = connect(':memory:', false);
  const store = storeOn(db, () => 0);
  await store.putSources([
    source('alpha', { section: 'World', tags: ['daily'] }),
    source('beta', { section: 'World' }),
  ]);
  const many = Array.from({ length: 40 }, (_, index) =>
    add(`m${index}`, index, { tags: ['common'], language: 'en', section: 'Art' }),
  );
  await put(store, 'alpha', [...many, add('r1', 1, { tags: ['rare', 'common'], language: 'de' })]);
  const names = namesIn(db);
  return (filter: Filter) => {
    const { sql, values } = select(db, resolve(db, names, filter), [], false);
    return db
      .all(`EXPLAIN QUERY PLAN ${sql} ORDER BY row DESC LIMIT 30`, ...values)
      .map(({ detail }) => String(detail));
  };
}

const ordered: readonly (readonly [string, Filter])[] = [
  ['everything', all],
  ['unread', unread],
  ['read', { kind: 'read', read: true }],
  ['favorites', { kind: 'favorite' }],
  ['a tag', tag('common')],
  ['a tag that a source has too', tag('daily')],
  ['a section of articles and sources', section('world')],
  ['a source', from('alpha')],
  ['sources', from('example')],
  ['a language', { kind: 'language', language: 'en' }],
  ['a text', text('title')],
  ['a text since', and(text('title'), { kind: 'since', at: 5 })],
  ['a tag and a section', and(tag('common'), section('art'))],
  ['either of two tags', or(tag('common'), tag('rare'))],
  ['either of a tag and a text, unread', and(or(tag('common'), text('title')), unread)],
  ['all but a text', not(text('title'))],
];

it.each(ordered)('reads %s in the order of time, without sorting', async (_what, filter) => {
  const plan = (await planner())(filter);
  expect(plan.join('\n')).not.toContain('TEMP B-TREE');
});

it('reads the rarer of two', async () => {
  const plan = await planner();
  expect(plan(and(tag('common'), { kind: 'language', language: 'de' }))[0]).toContain('article_language');
  expect(plan(and({ kind: 'language', language: 'en' }, tag('rare')))[0]).toContain('SEARCH t ');
});

it('looks a word up for few articles instead of reading all its places', async () => {
  const plan = (await planner())(and(text('title'), tag('rare')));
  expect(plan[0]).toContain('SEARCH t ');
});
