import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../../src/tui/decode-image.ts';
import { mostColumns, mostRows } from '../../../src/tui/picture.ts';
import { jpegOf, lyingPng, pngOf, swollenPng } from '../../support/images.ts';

const [red, blue] = [
  [200, 16, 24],
  [20, 40, 180],
] as const;

describe('an image', () => {
  it.each([
    ['PNG', pngOf(16, 8, red, blue)],
    ['JPEG', jpegOf(16, 16, red, blue)],
  ])('that is a %s is decoded with its colors where they were', (_, bytes) => {
    const { width, height, pixels } = decodeImage(bytes);
    expect(width).toBe(16);
    const near = (at: number, color: readonly number[]) => {
      for (const [channel, value] of color.entries())
        expect(Math.abs((pixels[at + channel] ?? 0) - value)).toBeLessThan(12);
    };
    near(0, red);
    near((width * height - 1) * 3, blue);
  });

  it('that is large is made small, its shape kept', () => {
    const { width, height, pixels } = decodeImage(pngOf(400, 200, red, blue));
    expect([width, height]).toEqual([mostColumns, mostColumns / 2]);
    expect(pixels).toHaveLength(width * height * 3);
    expect(decodeImage(pngOf(40, 400, red, blue)).height).toBe(2 * mostRows);
  });

  it('that is transparent stands on white', () => {
    const { pixels } = decodeImage(pngOf(8, 8, [...red, 0], [...blue, 255]));
    expect([...pixels.subarray(0, 3)]).toEqual([255, 255, 255]);
    expect([...pixels.subarray(-3)]).toEqual([...blue]);
  });
});

describe('a hostile image', () => {
  it.each([
    ['a header of 30,000 x 30,000', () => lyingPng(30_000, 30_000), 'too many pixels'],
    ['a header of 4,294,967,295 rows', () => lyingPng(8, 0xffffffff), 'too many pixels'],
    ['no area', () => lyingPng(0, 0), 'too small'],
    ['one pixel, to count visitors', () => pngOf(1, 1, red, red), 'too small'],
    ['data that unpack to more than the header says', () => swollenPng(50_000_000), 'larger'],
    ['the text of a page', () => Buffer.from('<html>not found</html>'), 'neither PNG nor JPEG'],
    ['nothing', () => Buffer.alloc(0), 'neither PNG nor JPEG'],
  ])('with %s is refused', (_, make, why) => {
    expect(() => decodeImage(make())).toThrow(why);
  });

  it('as a JPEG that claims 30,000 x 30,000 is refused before anything is unpacked', () => {
    const bytes = jpegOf(16, 16, red, blue);
    const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
    bytes.writeUInt16BE(30_000, frame + 5);
    bytes.writeUInt16BE(30_000, frame + 7);
    expect(() => decodeImage(bytes)).toThrow(/resolution|memory/i);
  });

  it('cut off or damaged anywhere gives a picture or an error, never anything else', () => {
    const images = [pngOf(24, 16, red, blue), jpegOf(24, 16, red, blue)];
    fc.assert(
      fc.property(fc.constantFrom(...images), fc.nat(), fc.nat(255), fc.boolean(), (image, place, value, cut) => {
        const at = place % image.length;
        const bytes = Buffer.from(cut ? image.subarray(0, at) : image);
        if (!cut) bytes[at] = value;
        try {
          const { width, height, pixels } = decodeImage(bytes);
          expect(pixels.length).toBe(width * height * 3);
          expect(width).toBeLessThanOrEqual(mostColumns);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
      { numRuns: 150 },
    );
  });
});
