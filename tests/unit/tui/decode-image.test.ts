import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../../src/tui/decode-image.ts';
import { gif, jpegOf, lyingPng, pngOf, swollenPng, webps } from '../../support/images.ts';

const [red, blue] = [
  [200, 16, 24],
  [20, 40, 180],
] as const;

/** In pixels: a screen in half-blocks. */
const most = { width: 80, height: 48 };

describe('an image', () => {
  it.each([
    ['PNG', pngOf(16, 8, red, blue)],
    ['JPEG', jpegOf(16, 16, red, blue)],
    ['GIF', gif()],
    ['WebP without loss', webps.lossless],
    ['WebP', webps.lossy],
  ])('that is a %s is decoded with its colors where they were', async (_, bytes) => {
    const { width, height, pixels } = await decodeImage(bytes, most);
    expect(width).toBe(16);
    const near = (at: number, color: readonly number[]) => {
      for (const [channel, value] of color.entries())
        expect(Math.abs((pixels[at + channel] ?? 0) - value)).toBeLessThan(12);
    };
    near(0, red);
    near((width * height - 1) * 3, blue);
  });

  it('that is large is made small, its shape kept', async () => {
    const { width, height, pixels } = await decodeImage(pngOf(400, 200, red, blue), most);
    expect([width, height]).toEqual([80, 40]);
    expect(pixels).toHaveLength(width * height * 3);
    expect((await decodeImage(pngOf(40, 400, red, blue), most)).height).toBe(48);
  });

  it('that is an interlaced GIF has its rows where they belong', async () => {
    const bytes = gif();
    const flags = bytes.indexOf(0x2c) + 9;
    bytes[flags] = (bytes[flags] ?? 0) | 0x40;
    const { pixels } = await decodeImage(bytes, most);
    const reds = Array.from({ length: 8 }, (_, row) => pixels[row * 16 * 3]);
    expect(reds).toEqual([200, 20, 200, 20, 200, 20, 200, 20]);
  });

  it('that is transparent stands on white', async () => {
    const { pixels } = await decodeImage(pngOf(8, 8, [...red, 0], [...blue, 255]), most);
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
    ['the text of a page', () => Buffer.from('<html>not found</html>'), 'neither PNG, JPEG, GIF nor WebP'],
    ['nothing', () => Buffer.alloc(0), 'neither PNG, JPEG, GIF nor WebP'],
  ])('with %s is refused', async (_, make, why) => {
    await expect(decodeImage(make(), most)).rejects.toThrow(why);
  });

  it('as a JPEG that claims 30,000 x 30,000 is refused before anything is unpacked', async () => {
    const bytes = jpegOf(16, 16, red, blue);
    const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
    bytes.writeUInt16BE(30_000, frame + 5);
    bytes.writeUInt16BE(30_000, frame + 7);
    await expect(decodeImage(bytes, most)).rejects.toThrow(/resolution|memory/i);
  });

  it('cut off or damaged anywhere gives a picture or an error, never anything else', async () => {
    const images = [pngOf(24, 16, red, blue), jpegOf(24, 16, red, blue), gif(), webps.lossless];
    const damage = fc.asyncProperty(
      fc.constantFrom(...images),
      fc.nat(),
      fc.nat(255),
      fc.boolean(),
      async (image, place, value, cut) => {
        const at = place % image.length;
        const bytes = Buffer.from(cut ? image.subarray(0, at) : image);
        if (!cut) bytes[at] = value;
        try {
          const { width, height, pixels } = await decodeImage(bytes, most);
          expect(pixels.length).toBe(width * height * 3);
          expect(width).toBeLessThanOrEqual(most.width);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      },
    );
    await fc.assert(damage, { numRuns: 200 });
  });

  it.each([
    ['a GIF of 60,000 x 60,000', () => resized(gif(), 6)],
    ['a frame of a GIF that is larger than the image', () => resized(gif(), 'frame')],
    ['a WebP of 16,383 x 16,383', () => resized(webps.lossy, 26)],
  ])('with %s is refused', async (_, make) => {
    await expect(decodeImage(make(), most)).rejects.toThrow(/too many pixels|larger than/);
  });
});

/** The image with a large size written at a place; "frame": at that of a GIF's first frame, behind the sign that begins it. */
function resized(bytes: Buffer, place: number | 'frame'): Buffer {
  const at = place === 'frame' ? bytes.indexOf(0x2c) + 5 : place;
  const side = place === 26 ? 0x3fff : place === 'frame' ? 300 : 60_000;
  bytes.writeUInt16LE(side, at);
  bytes.writeUInt16LE(side, at + 2);
  return bytes;
}
