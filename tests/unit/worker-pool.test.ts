import { describe, expect, it } from 'vitest';
import { type PoolSettings, type WorkerPool, workerPool } from '../../src/worker-pool.ts';
import type { Deed } from '../support/odd-worker.ts';

interface Question {
  readonly deed: Deed;
  readonly bytes?: Uint8Array;
}
interface Reply {
  readonly thread: number;
  readonly length: number | null;
}

type Ask = (question: Question, size?: number) => ReturnType<WorkerPool<Question, Reply>>;

function pool(settings: Partial<PoolSettings> = {}): Ask {
  const module = new URL('../support/odd-worker.ts', import.meta.url);
  const ask = workerPool<Question, Reply>({ module, size: 2, deadlineMs: 20_000, heapMb: 64, ...settings });
  return (question, size = 10) => ask(() => ({ question, transfer: [] }), size);
}

/** Which threads answered; every outcome must be an answer. */
async function threads(ask: Ask, count: number): Promise<readonly number[]> {
  const outcomes = await Promise.all(Array.from({ length: count }, () => ask({ deed: 'answer' })));
  return outcomes.map((outcome) => (outcome.kind === 'answer' ? outcome.answer.thread : -1));
}

describe('the pool of threads', () => {
  it('answers every question, with no more threads than it may have', async () => {
    const used = await threads(pool(), 40);
    expect(used).not.toContain(-1);
    expect(new Set(used).size).toBeLessThanOrEqual(2);
  });

  it('hands bytes over instead of copying them', async () => {
    const bytes = new Uint8Array(1000);
    const module = new URL('../support/odd-worker.ts', import.meta.url);
    const ask = workerPool<Question, Reply>({ module, size: 1, deadlineMs: 20_000, heapMb: 64 });
    const outcome = await ask(() => ({ question: { deed: 'answer', bytes }, transfer: [bytes.buffer] }), 1000);
    expect(outcome).toMatchObject({ answer: { length: 1000 } });
    expect(bytes.length).toBe(0);
  });

  it.each([
    ['throw', { kind: 'crash', detail: expect.stringContaining('odd') }],
    ['exit', { kind: 'crash', detail: expect.stringContaining('code 3') }],
    ['eat', { kind: 'memory' }],
  ] as const)('a thread that dies (%s) fails its own question alone, and is replaced', async (deed, failure) => {
    const ask = pool({ size: 1 });
    const outcomes = await Promise.all([ask({ deed: 'answer' }), ask({ deed }), ask({ deed: 'answer' })]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['answer', failure.kind, 'answer']);
    expect(outcomes[1]).toEqual(failure);
  });

  it('a question without end is given up at the deadline, and the others do not wait for it', async () => {
    const ask = pool({ size: 1, deadlineMs: 10_000 });
    const order: string[] = [];
    const hanging = ask({ deed: 'hang' }).then(({ kind }) => order.push(kind));
    await threads(ask, 5).then((used) => order.push(`${used.length} answers`));
    await hanging;
    expect(order).toEqual(['5 answers', 'late']);
  });

  it('what was sent ahead to a thread that dies or hangs is answered by another', async () => {
    const ask = pool({ size: 1, deadlineMs: 5000 });
    await threads(ask, 1);
    for (const [deed, kind] of [
      ['exit', 'crash'],
      ['hang', 'late'],
    ] as const) {
      const odd = ask({ deed });
      const others = await threads(ask, 20);
      expect(others).not.toContain(-1);
      expect((await odd).kind).toBe(kind);
      await threads(ask, 1);
    }
  });

  it.each(['throw', 'exit'] as const)('answers given before a thread died (%s) are not lost', async (deed) => {
    const rounds = Array.from({ length: 8 }, () => {
      const ask = pool({ size: 1 });
      return Promise.all((['answer', 'answer', deed, 'answer'] as const).map((one) => ask({ deed: one })));
    });
    for (const outcomes of await Promise.all(rounds))
      expect(outcomes.map(({ kind }) => kind)).toEqual(['answer', 'answer', 'crash', 'answer']);
  });

  it('large questions are not sent ahead, and wait for none that hangs', async () => {
    const ask = pool({ size: 2, deadlineMs: 5000 });
    const large = 100 * 1024 * 1024;
    const ended: string[] = [];
    const hanging = ask({ deed: 'hang' }, large).then(({ kind }) => ended.push(kind));
    const others = Array.from({ length: 4 }, () => ask({ deed: 'answer' }, large).then(({ kind }) => ended.push(kind)));
    await Promise.all([hanging, ...others]);
    expect(ended).toEqual(['answer', 'answer', 'answer', 'answer', 'late']);
  });

  it('more questions without end than it has threads cost each its deadline, and nobody an answer', async () => {
    const ask = pool({ size: 1, deadlineMs: 1500 });
    const hanging = Promise.all(Array.from({ length: 7 }, () => ask({ deed: 'hang' })));
    expect(await threads(ask, 3)).not.toContain(-1);
    expect((await hanging).map(({ kind }) => kind)).toEqual(Array(7).fill('late'));
  });
});
