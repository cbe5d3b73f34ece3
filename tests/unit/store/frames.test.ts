import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { framer } from '../../../src/store/sqlite/frames.ts';

const { ZSTD_c_checksumFlag, ZSTD_c_windowLog } = zlib.constants;
const options = { chunkSize: 4096, params: { [ZSTD_c_checksumFlag]: 1, [ZSTD_c_windowLog]: 14 } };
const texts = [
  'plain',
  'ünïcödé – 漢字 😀',
  '',
  'a long one '.repeat(3000),
  Array.from({ length: 9000 }, (_, at) => (at * 2_654_435_761) % 999_983).join(),
];

describe('frames of many texts', () => {
  it('each hold their own text, and are the bytes that zlib makes of it by itself', () => {
    const frame = framer(zlib, options);
    const frames = [...texts, ...texts].map((text) => frame(text));
    for (const [index, bytes] of frames.entries()) {
      const text = texts[index % texts.length] ?? '';
      expect(zlib.zstdDecompressSync(bytes ?? new Uint8Array()).toString()).toBe(text);
      expect(Buffer.compare(bytes ?? new Uint8Array(), zlib.zstdCompressSync(text, options))).toBe(0);
    }
  });

  it('are not made where the inside of Node is another one', () => {
    const strange = { ...zlib, createZstdCompress: () => ({ _handle: { close() {} } }) };
    const closed = { ...zlib, createZstdCompress: () => ({ _handle: null }) };
    const wrong = {
      ...zlib,
      createZstdCompress: () => ({
        _handle: { close() {} },
        _processChunk: () => zlib.zstdCompressSync('always the same'),
        removeAllListeners() {},
      }),
    };
    for (const other of [strange, closed, wrong]) {
      const frame = framer(other as unknown as typeof zlib, options);
      expect([frame('one'), frame('another')]).toEqual([null, null]);
    }
  });
});
