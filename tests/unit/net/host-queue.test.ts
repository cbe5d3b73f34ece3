import { expect, it } from 'vitest';
import { hostQueue } from '../../../src/net/host-queue.ts';

/** Lets everything that can go on do so. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('lets the next one in when one leaves, in the order of coming, host by host', async () => {
  const { enter: queue } = hostQueue(2);
  const inside: string[] = [];
  const enter = (name: string, host: string) =>
    queue(host, undefined).then((release) => {
      inside.push(name);
      return release;
    });
  const first = await enter('a1', 'a');
  for (const name of ['a2', 'a3', 'a4']) void enter(name, 'a');
  void enter('b1', 'b');
  await settled();
  expect(inside.toSorted()).toEqual(['a1', 'a2', 'b1']);

  first();
  // Leaving twice lets in only one.
  first();
  await settled();
  expect(inside.at(-1)).toBe('a3');
  expect(inside).not.toContain('a4');
});

it('forgets who gives up waiting', async () => {
  const { enter: queue } = hostQueue(1);
  const release = await queue('a', undefined);
  const control = new AbortController();
  const givenUp = queue('a', control.signal);
  const patient = queue('a', undefined);
  control.abort(new Error('enough'));
  await expect(givenUp).rejects.toThrow('enough');
  await expect(queue('b', control.signal)).rejects.toThrow('enough');
  release();
  (await patient)();
  (await queue('a', undefined))();
});
