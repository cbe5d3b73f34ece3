import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Draft, draft } from '../../../src/core/article.ts';
import { articleId, normalizeId, sourceId } from '../../../src/core/ids.ts';
import { type Change, identify, plan } from '../../../src/core/merge.ts';
import type { Known } from '../../../src/core/ports.ts';

const digest = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
const now = Date.UTC(2026, 10, 23, 12);
const sourceAddress = 'https://invented.example/feed';

const planned = (drafts: readonly Draft[], known: readonly Known[] = []) =>
  plan(digest, { sourceAddress, drafts: identify(drafts), known, now, method: 'rss' });

/** What the store would know after these changes. */
const knownAfter = (changes: readonly Change[]): Known[] =>
  changes.map(({ id, identity, fingerprint, draft: { guid, link } }) => ({ id, identity, fingerprint, guid, link }));

describe('ids', () => {
  it('are sixteen characters of Crockford base32', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.string(), (address, identity) => {
        expect(articleId(digest, address, identity)).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/);
      }),
    );
  });

  it('depend on address and identity alone, and not on http or https', () => {
    expect(articleId(digest, sourceAddress, 'guid:1')).toBe(
      articleId(digest, sourceAddress.replace('https', 'http'), 'guid:1'),
    );
    expect(articleId(digest, sourceAddress, 'guid:1')).not.toBe(articleId(digest, sourceAddress, 'guid:2'));
    expect(articleId(digest, sourceAddress, 'guid:1')).not.toBe(articleId(digest, `${sourceAddress}2`, 'guid:1'));
    expect(sourceId(digest, sourceAddress)).not.toBe(articleId(digest, sourceAddress, ''));
  });

  it('are the same tomorrow: this one is fixed', () => {
    expect(articleId(digest, 'sample:harbor-courier.rss', 'guid:x')).toBe('yq9nmgzwdvkfn3gc');
  });

  it.each([
    ['3F9K', '3f9k'],
    ['oO', '00'],
    ['iIlL', '1111'],
    [' 3f9k ', '3f9k'],
    ['', null],
    ['3f9u', null],
    ['3f-9', null],
    ['x'.repeat(17), null],
  ])('normalizeId(%j) is %j', (typed, id) => {
    expect(normalizeId(typed)).toBe(id);
  });
});

describe('what a batch of drafts changes', () => {
  const first = draft({ guid: '1', link: 'https://invented.example/1', title: 'One', published: now - 1000 });

  it('adds what is new, in document order', () => {
    const changes = planned([first, draft({ ...first, guid: '2', link: 'https://invented.example/2' })]);
    expect(changes.map(({ kind }) => kind)).toEqual(['add', 'add']);
    expect(changes.map(({ draft: { guid } }) => guid)).toEqual(['1', '2']);
    expect(changes[0]).toMatchObject({ sortedAt: now - 1000, method: 'rss' });
  });

  it('leaves the unchanged alone and updates the changed under its id', () => {
    const known = knownAfter(planned([first]));
    expect(planned([first], known)).toEqual([]);
    expect(planned([draft({ ...first, title: 'Corrected' })], known)).toMatchObject([
      { kind: 'update', id: known[0]?.id },
    ]);
  });

  it('takes a new guid on a known link for the same article', () => {
    const known = knownAfter(planned([first]));
    expect(planned([draft({ ...first, guid: 'new' })], known)).toMatchObject([
      { kind: 'update', id: known[0]?.id, identity: 'guid:new' },
    ]);
  });

  it('does not when two drafts share the link, or when the known article is named itself', () => {
    const known = knownAfter(planned([first]));
    const shared = [draft({ ...first, guid: 'a' }), draft({ ...first, guid: 'b' })];
    expect(planned(shared, known).map(({ kind }) => kind)).toEqual(['add', 'add']);
    expect(planned([first, draft({ ...first, guid: 'b' })], known).map(({ kind }) => kind)).toEqual(['add']);
  });

  it('does not trust guids when one stands on two links', () => {
    const changes = planned([first, draft({ ...first, link: 'https://invented.example/2' })]);
    expect(new Set(changes.map(({ id }) => id)).size).toBe(2);
    expect(changes.map(({ identity }) => identity)).toEqual([
      'link:https://invented.example/1',
      'link:https://invented.example/2',
    ]);
  });

  it('tells articles without guid and link by title and date', () => {
    const bare = [
      draft({ title: 'Same', published: 1e12 }),
      draft({ title: 'Same', published: 2e12 - 1e12 + 5 }),
      draft({ title: 'Other', published: 1e12 }),
    ];
    expect(new Set(planned(bare).map(({ id }) => id)).size).toBe(3);
    expect(planned([...bare, ...bare])).toHaveLength(3);
  });

  it.each([
    ['a day ago', now - 86_400_000, now - 86_400_000],
    ['half an hour ahead', now + 1_800_000, now],
    ['next year', now + 365 * 86_400_000, now],
    ['in 1970', 0, now],
    ['never', null, now],
  ])('an article dated %s sorts where it can be believed', (_, published, sortedAt) => {
    expect(planned([draft({ guid: 'x', published })])).toMatchObject([{ sortedAt }]);
  });

  it('takes at most two thousand', () => {
    expect(planned(Array.from({ length: 2500 }, (_, index) => draft({ guid: String(index) })))).toHaveLength(2000);
  });

  it('comes to rest: planning again after the changes are known changes nothing', () => {
    const drafts = fc.array(
      fc
        .record({
          guid: fc.option(fc.constantFrom('1', '2', '3', '__proto__')),
          link: fc.option(fc.constantFrom('https://a.example/', 'https://b.example/')),
          title: fc.option(fc.constantFrom('T', 'U')),
        })
        .map(draft),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(drafts, (batch) => {
        const changes = planned(batch);
        expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
        expect(planned(batch, knownAfter(changes))).toEqual([]);
      }),
    );
  });
});
