import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemory } from '../../../src/net/memory.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('gives room at once while there is some, and back to those who wait', async () => {
  const memory = createMemory(100);
  const [a, b, c] = [memory(), memory(), memory()];
  expect([a.resize(60), b.resize(40)]).toEqual([null, null]);
  // Beyond the total one may go, the others wait.
  expect(a.resize(90)).toBeNull();
  let let_in = false;
  void c.resize(30)?.then(() => {
    let_in = true;
  });
  await settled();
  expect(let_in).toBe(false);
  a.release();
  await settled();
  expect(let_in).toBe(true);
});

it('lets the one in first who holds least, so that large bodies that stall hold up no small one', async () => {
  const memory = createMemory(100);
  const [large, larger, small, favored] = [memory(), memory(), memory(), memory()];
  large.resize(45);
  larger.resize(50);
  small.resize(5);
  favored.resize(10);
  const order: string[] = [];
  void larger.resize(80)?.then(() => order.push('larger'));
  void large.resize(80)?.then(() => order.push('large'));
  void small.resize(9)?.then(() => order.push('small'));
  favored.release();
  await settled();
  expect(order).toEqual(['small']);
});

it('gives nothing to one that has given everything back', async () => {
  const memory = createMemory(10);
  const [holds, favored, aborted, next] = [memory(), memory(), memory(), memory()];
  holds.resize(10);
  favored.resize(10);
  void aborted.resize(5);
  aborted.release();
  void aborted.resize(5);
  favored.release();
  holds.release();
  await settled();
  expect([next.resize(10), memory().resize(10), memory().resize(1)]).toEqual([null, null, expect.any(Promise)]);
});

it('takes less at any time', () => {
  const memory = createMemory(10);
  const [a, b, c] = [memory(), memory(), memory()];
  a.resize(10);
  b.resize(30);
  expect(a.resize(5)).toBeNull();
  expect(c.resize(1)).not.toBeNull();
});

it('never holds more than the total and one body, and blocks nobody for ever', async () => {
  const plan = fc.array(fc.array(fc.nat(50), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(plan, async (bodies) => {
      const memory = createMemory(100);
      const held = bodies.map(() => 0);
      let most = 0;
      const run = async (steps: readonly number[], index: number) => {
        const share = memory();
        let size = 0;
        for (const step of steps) {
          size += step;
          await share.resize(size);
          held[index] = size;
          most = Math.max(
            most,
            held.reduce((sum, one) => sum + one, 0),
          );
          await settled();
        }
        held[index] = 0;
        share.release();
      };
      await Promise.all(bodies.map(run));
      expect(most).toBeLessThanOrEqual(100 + 5 * 50);
    }),
    { numRuns: 30 },
  );
});
