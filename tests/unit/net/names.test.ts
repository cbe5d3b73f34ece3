import type { LookupAddress } from 'node:dns';
import { expect, it } from 'vitest';
import { createNames, type Reach } from '../../../src/net/names.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A name server that counts, and answers with the addresses that are set for a name. */
function nameServer(addresses: Record<string, string | readonly string[]>) {
  const asked: string[] = [];
  let at = 0;
  const names = createNames(
    async (hostname) => {
      asked.push(hostname);
      await settled();
      const found = [addresses[hostname] ?? []].flat();
      if (found.length === 0) throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
      return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
    () => at,
  );
  const wait = (ms: number) => {
    at += ms;
  };
  return { names, asked, addresses, wait };
}

function connect(names: ReturnType<typeof createNames>, hostname: string, reach: Reach, all = true) {
  return new Promise<unknown>((resolve, reject) => {
    names.lookup(reach)(hostname, { all }, (error, address: string | LookupAddress[]) =>
      error ? reject(error) : resolve(address),
    );
  });
}

it('asks for each name once, however many want to know at the same time', async () => {
  const { names, asked } = nameServer({ 'a.example': '93.184.215.14' });
  await Promise.all([names.resolve('a.example'), connect(names, 'a.example', 'anywhere'), names.resolve('a.example')]);
  await connect(names, 'a.example', 'public-only');
  expect(asked).toEqual(['a.example']);
});

it('asks again after a while, and sooner for one that was not found', async () => {
  const { names, asked, wait } = nameServer({ 'a.example': '93.184.215.14' });
  const look = () => Promise.allSettled([names.resolve('a.example'), names.resolve('gone.example')]);
  await look();
  wait(5000);
  await look();
  expect(asked.splice(0)).toEqual(['a.example', 'gone.example']);
  wait(6000);
  await look();
  expect(asked.splice(0)).toEqual(['gone.example']);
  wait(10 * 60_000);
  await look();
  expect(asked).toEqual(['a.example', 'gone.example']);
});

it('gives the addresses within reach only', async () => {
  const { names } = nameServer({
    'both.example': ['10.0.0.1', '93.184.215.14'],
    'inside.example': ['10.0.0.1', '::1'],
  });
  expect(await connect(names, 'both.example', 'anywhere')).toHaveLength(2);
  expect(await connect(names, 'both.example', 'public-only')).toEqual([{ address: '93.184.215.14', family: 4 }]);
  expect(await connect(names, 'both.example', 'public-only', false)).toBe('93.184.215.14');
  await expect(connect(names, 'inside.example', 'public-only')).rejects.toMatchObject({ code: 'NEWS_PRIVATE_HOST' });
});

it('does not take a second answer of the name server for one that was checked', async () => {
  const { names, addresses } = nameServer({ 'rebound.example': '93.184.215.14' });
  await connect(names, 'rebound.example', 'public-only');
  addresses['rebound.example'] = '127.0.0.1';
  expect(await connect(names, 'rebound.example', 'public-only')).toEqual([{ address: '93.184.215.14', family: 4 }]);
});
