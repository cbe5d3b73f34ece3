import { describe, expect, it } from 'vitest';
import { keeperOf, type Place } from '../../../src/app/keeper.ts';
import { draft } from '../../../src/core/article.ts';
import type { Store } from '../../../src/core/ports.ts';
import { freshState } from '../../../src/core/source.ts';
import type { SourceUpdate } from '../../../src/core/source-update.ts';

function updateOf(sourceId: string, articles = 1): SourceUpdate {
  const changes = Array.from({ length: articles }, (_, index) => ({
    kind: 'add' as const,
    id: `${sourceId}${index}`,
    identity: `${index}`,
    fingerprint: '',
    draft: draft({}),
    sortedAt: 0,
    method: 'rss',
  }));
  return { sourceId, state: freshState, feed: null, address: null, changes };
}

/** A keeper on a store that writes down which sources stand in each transaction; one that has a "bad" source fails. */
function keeping(together?: number) {
  const transactions: string[][] = [];
  const store = {
    async update(updates: readonly SourceUpdate[]) {
      if (updates.some(({ sourceId }) => sourceId === 'bad')) throw new Error('no room');
      transactions.push(updates.map(({ sourceId }) => sourceId));
      return updates.map(({ changes }) => ({ added: changes.length, updated: 0 }));
    },
    async saveStates() {},
  } as unknown as Store;
  const keeper = keeperOf(store, () => 0, together);
  const taken = (): Place => {
    const place = keeper.place();
    place.take();
    return place;
  };
  return { keeper, taken, transactions };
}

describe('what the visits of a refresh bring', () => {
  it('is stored in one transaction, once all documents that have come are read', async () => {
    const { keeper, taken, transactions } = keeping();
    keeper.place(); // its document has not come: nobody waits for it
    const [one, two, three] = [taken(), taken(), taken()];
    const first = one.update(updateOf('one', 3));
    const second = two.update(updateOf('two'));
    expect(transactions).toEqual([]);
    three.leave();
    expect(await Promise.all([first, second])).toEqual([
      { added: 3, updated: 0 },
      { added: 1, updated: 0 },
    ]);
    expect(transactions).toEqual([['one', 'two']]);
  });

  it('is stored at once where nothing else is being read', async () => {
    const { taken, transactions } = keeping();
    await taken().update(updateOf('one'));
    await taken().update(updateOf('two'));
    expect(transactions).toEqual([['one'], ['two']]);
  });

  it('is not held back beyond a number of articles', async () => {
    const { taken, transactions } = keeping(10);
    const [one, two] = [taken(), taken(), taken()];
    const first = one?.update(updateOf('one', 6));
    await two?.update(updateOf('two', 6));
    await first;
    expect(transactions).toEqual([['one', 'two']]);
  });

  it('does not suffer from a source that cannot be stored', async () => {
    const { taken, transactions } = keeping();
    const places = [taken(), taken(), taken()];
    const names = ['one', 'bad', 'two'];
    const results = await Promise.allSettled(places.map((place, index) => place.update(updateOf(names[index] ?? ''))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(transactions).toEqual([['one'], ['two']]);
  });

  it('is stored by a flush whatever is still being read', async () => {
    const { keeper, taken, transactions } = keeping();
    taken();
    const stored = taken().update(updateOf('one'));
    await keeper.flush();
    expect(await stored).toEqual({ added: 1, updated: 0 });
    expect(transactions).toEqual([['one']]);
  });
});
