/** Ends that nobody wants: the terminal is whole all the same. */
import { describe, expect, it } from 'vitest';
import type { Ports } from '../../src/core/ports.ts';
import { type InnerReader, innerReader } from '../support/inner-reader.ts';

/** What takes the terminal must have been given back, the last of it last. */
function expectWhole(reader: InnerReader): void {
  for (const mode of ['1049', '2004', '1000', '1006']) {
    const written = reader.written();
    expect(written.lastIndexOf(`\x1b[?${mode}l`)).toBeGreaterThan(written.lastIndexOf(`\x1b[?${mode}h`));
  }
  for (const mode of ['25', '7']) {
    const written = reader.written();
    expect(written.lastIndexOf(`\x1b[?${mode}h`)).toBeGreaterThan(written.lastIndexOf(`\x1b[?${mode}l`));
  }
}

async function readOn(reader: InnerReader): Promise<void> {
  await reader.until('unread', 'goalkeeper');
  reader.stdin.write('\rjjj');
  await reader.until(' %');
}

describe('the terminal is whole', () => {
  it('after something inside has thrown where nobody expected it', async () => {
    const reader = innerReader(80, 14);
    await readOn(reader);
    // The reader's own handler, which came last: the others are the test runner's.
    process.listeners('uncaughtException').at(-1)?.(new Error('a bug of ours'), 'uncaughtException');
    await expect(reader.left).rejects.toThrow('a bug of ours');
    expectWhole(reader);
  });

  it('after the database has gone away under the reader', async () => {
    let gone = false;
    const store = (real: Ports) => async () => {
      const found = await real.store();
      return gone ? { ...found, version: () => Promise.reject(new Error('the disk is gone')) } : found;
    };
    const reader = innerReader(80, 14, { ports: (real) => ({ store: store(real) }) });
    await readOn(reader);
    gone = true;
    await expect(reader.left).rejects.toThrow('the disk is gone');
    expectWhole(reader);
  });

  it.each(['end', 'close'] as const)('after the terminal was lost (%s)', async (event) => {
    const reader = innerReader(80, 14);
    await readOn(reader);
    reader.stdin.emit(event);
    await reader.left;
    expectWhole(reader);
  });
});
