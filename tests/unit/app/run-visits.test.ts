import { describe, expect, it } from 'vitest';
import { watchHosts } from '../../../src/app/hosts.ts';
import { runVisits } from '../../../src/app/run-visits.ts';
import { hostOf, paceUpTo, takeTurns } from '../../../src/app/turns.ts';
import { NewsError } from '../../../src/core/errors.ts';
import { freshState, plainSettings, type Source } from '../../../src/core/source.ts';

function source(address: string): Source {
  const unknown = { feedTitle: null, link: null, language: null, section: null, tags: [] };
  return { id: address, address, title: address, ...unknown, settings: plainSettings, state: freshState, addedAt: 0 };
}
const many = (count: number, host: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => source(`https://${host(index)}/${index}`));
const never = new AbortController().signal;

describe('turns', () => {
  it('go from host to host, and no host has more than two visitors', () => {
    const turns = takeTurns([...many(4, () => 'one.example'), ...many(2, () => 'two.example')]);
    const out = [turns.next(), turns.next(), turns.next(), turns.next()];
    expect(out.map((one) => one && hostOf(one))).toEqual(['one.example', 'two.example', 'one.example', 'two.example']);
    expect(turns.next()).toBeNull();
    for (const one of out) if (one) turns.back(one);
    expect([turns.next(), turns.next(), turns.next()].map((one) => one?.address)).toEqual([
      'https://one.example/2',
      'https://one.example/3',
      undefined,
    ]);
  });

  it.each([
    ['https://user:word@Example.org:8080/x?y', 'example.org:8080'],
    ['http://example.org', 'example.org'],
    ['file:///a/b', 'file:///a/b'],
  ])('%s belongs to %s', (address, host) => {
    expect(hostOf(source(address))).toBe(host);
  });

  it('files keep nobody waiting', () => {
    const turns = takeTurns(Array.from({ length: 5 }, (_, index) => source(`file:///${index}`)));
    expect(Array.from({ length: 5 }, () => turns.next())).not.toContain(null);
  });
});

describe('pace', () => {
  it('grows with answers and falls without, within its bounds', () => {
    const pace = paceUpTo(40);
    expect(pace.limit()).toBe(32);
    for (let i = 0; i < 100; i++) pace.faster();
    expect(pace.limit()).toBe(40);
    for (let i = 0; i < 100; i++) pace.slower();
    expect(pace.limit()).toBe(8);
    expect(paceUpTo(3).limit()).toBe(3);
  });
});

describe('a run of visits', () => {
  it('visits every source once', async () => {
    const visited: string[] = [];
    const sources = many(300, (index) => `host-${index % 7}.example`);
    await runVisits(sources, { most: 256, signal: never }, async ({ address }, fetched) => {
      await Promise.resolve();
      fetched(true);
      visited.push(address);
    });
    expect(visited.toSorted()).toEqual(sources.map(({ address }) => address).toSorted());
  });

  it('asks nobody else while too many documents wait for the store', async () => {
    let asked = 0;
    const stores: (() => void)[] = [];
    const run = runVisits(
      many(200, (index) => `host-${index}.example`),
      { most: 256, signal: never },
      async (_, fetched) => {
        asked++;
        await Promise.resolve();
        fetched(true);
        await new Promise<void>((resolve) => stores.push(resolve));
      },
    );
    await new Promise((resolve) => setImmediate(resolve));
    const askedBefore = asked;
    expect(askedBefore).toBeLessThan(64);
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBe(askedBefore);
    while (stores.length > 0) {
      stores.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await run;
    expect(asked).toBe(200);
  });

  it('begins no other after one that throws, waits for those that are out, and throws what that one threw', async () => {
    const ended: string[] = [];
    let begun = 0;
    const run = runVisits(
      many(100, (index) => `host-${index}.example`),
      { most: 10, signal: never },
      async ({ address }) => {
        if (begun++ === 3) throw new Error('disk full');
        await new Promise((resolve) => setImmediate(resolve));
        ended.push(address);
      },
    );
    await expect(run).rejects.toThrow('disk full');
    expect(begun).toBe(10);
    expect(ended).toHaveLength(9);
  });

  it('begins no other once it is stopped', async () => {
    const stop = new AbortController();
    let begun = 0;
    await runVisits(
      many(100, (index) => `host-${index}.example`),
      { most: 5, signal: stop.signal },
      async () => {
        if (++begun === 5) stop.abort();
        await Promise.resolve();
      },
    );
    expect(begun).toBe(5);
  });

  it('of no source is over at once', async () => {
    await runVisits([], { most: 5, signal: never }, () => Promise.reject(new Error('no visit')));
  });
});

describe('silent hosts', () => {
  const silence = new NewsError('timeout', 'late', 'Wait.');
  const refusal = new NewsError('http-status', '404', 'Check.');
  const one = source('https://one.example/1');

  it('are not asked again after three silences without an answer', () => {
    const hosts = watchHosts();
    for (let times = 0; times < 3; times++) {
      expect(hosts.excuse(one)).toBeNull();
      hosts.failed(one, silence);
    }
    expect(hosts.excuse(source('https://one.example/2'))).toMatchObject({
      code: 'network',
      message: expect.stringContaining('one.example'),
    });
    expect(hosts.excuse(source('https://two.example/'))).toBeNull();
  });

  it('are waited for where they answered once, even with a refusal', () => {
    const hosts = watchHosts();
    hosts.failed(one, refusal);
    for (let times = 0; times < 5; times++) hosts.failed(one, silence);
    expect(hosts.excuse(one)).toBeNull();
  });
});
