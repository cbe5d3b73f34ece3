import { stripVTControlCharacters } from 'node:util';
import { inflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Graphics } from '../../../src/tui/graphics.ts';
import { type Picture, type PictureSlice, pictureRows } from '../../../src/tui/picture.ts';
import { loadEncoder, slicePainter } from '../../../src/tui/slices.ts';

/** Red above, blue below. */
function picture(width: number, height: number, id = 7): Picture {
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1)
    pixels.set(at < (width * height) / 2 ? [255, 0, 0] : [0, 0, 255], at * 3);
  return { id, width, height, pixels };
}

const graphics = (kind: Graphics['kind']): Graphics => ({ kind, cell: { width: 10, height: 20 } });

function slicesOf(shown: Picture, cells: number, kind: Graphics['kind']): readonly PictureSlice[] {
  return pictureRows(shown, cells, 'ltr', graphics(kind)).flatMap((row) => row.flatMap(({ slice }) => slice ?? []));
}

/** The commands of the protocol in a text: their keys, and what they carry. */
function commandsIn(text: string): readonly (readonly [string, string])[] {
  return text
    .split('\x1b_G')
    .slice(1)
    .map((command) => {
      const [head = '', data = ''] = command.replace('\x1b\\', '').split(';');
      return [head, data];
    });
}

beforeAll(async () => {
  await loadEncoder('iterm2');
});

describe('a picture in pixels', () => {
  it('takes the cells of its size, no more than there are, its shape kept', () => {
    const sizes = (shown: Picture, cells: number) => {
      const [first, ...others] = slicesOf(shown, cells, 'sixel');
      return [first?.columns, others.length + 1];
    };
    expect(sizes(picture(100, 40), 72)).toEqual([10, 2]);
    expect(sizes(picture(400, 200), 20)).toEqual([20, 5]);
    expect(sizes(picture(10, 2000), 72)[1]).toBe(24);
    expect(sizes(picture(5, 5), 72)).toEqual([1, 1]);
  });

  it('stands at the right of right-to-left text', () => {
    const [row] = pictureRows(picture(100, 20), 30, 'rtl', graphics('kitty'));
    expect(row?.map(({ text }) => text.length)).toEqual([20, 10]);
  });
});

describe('kitty', () => {
  const painter = slicePainter();
  const shown = picture(100, 40);
  const [first, second] = slicesOf(shown, 72, 'kitty') as [PictureSlice, PictureSlice];

  it('is sent the picture once, then its rows as characters', () => {
    const row = painter.paint(first, graphics('kitty'));
    expect([...stripVTControlCharacters(row).replace(/\p{M}/gu, '')]).toEqual(
      Array.from({ length: 10 }, () => '\u{10eeee}'),
    );
    const sent = painter.before();
    const [[head, data = ''] = ['', '']] = commandsIn(sent);
    expect(head).toMatch(/^a=t,f=24,o=z,s=100,v=40,i=\d+,q=2,m=0$/);
    expect(new Uint8Array(inflateSync(Buffer.from(data, 'base64')))).toEqual(shown.pixels);
    expect(commandsIn(sent)[1]?.[0]).toMatch(/^a=p,U=1,i=\d+,c=10,r=2,q=2$/);
    expect(painter.paint(second, graphics('kitty'))).toContain('\u{10eeee}\u030d\u0305');
    expect(painter.before()).toBe('');
  });

  it('names the picture by the color of its characters', () => {
    const id = Number(/i=(\d+)/.exec(painter.forget())?.[1]);
    const row = painter.paint(first, graphics('kitty'));
    expect(row).toContain(`\x1b[38;2;${(id >> 16) & 255};${(id >> 8) & 255};${id & 255}m`);
  });

  it('is sent it anew at another size, and after it was told to forget', () => {
    painter.before();
    const [small] = slicesOf(shown, 5, 'kitty') as [PictureSlice];
    painter.paint(small, graphics('kitty'));
    expect(painter.before()).toContain('c=5,r=1');
    expect(commandsIn(painter.forget()).map(([head]) => head)).toEqual([expect.stringMatching(/^a=d,d=I,i=\d+,q=2$/)]);
    painter.paint(small, graphics('kitty'));
    expect(painter.before()).toContain('a=t,');
    expect(painter.forget()).not.toBe('');
    expect(painter.forget()).toBe('');
  });

  it('takes a large picture in parts of at most 4,096 characters', () => {
    const noise = picture(600, 400, 9);
    let seed = 1;
    for (let at = 0; at < noise.pixels.length; at += 1) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      noise.pixels[at] = seed >>> 24;
    }
    painter.paint(slicesOf(noise, 72, 'kitty')[0] as PictureSlice, graphics('kitty'));
    const parts = commandsIn(painter.before()).filter(([head]) => /m=\d/.test(head));
    expect(parts.length).toBeGreaterThan(10);
    expect(parts.every(([, data]) => data.length <= 4096)).toBe(true);
    expect(parts.map(([head]) => /m=(\d)/.exec(head)?.[1])).toEqual([...parts.slice(1).map(() => '1'), '0']);
  });
});

describe.each(['sixel', 'iterm2'] as const)('%s', (kind) => {
  it('draws each row by itself, over blanks, and leaves the cursor behind it', () => {
    const painter = slicePainter();
    const rows = slicesOf(picture(100, 40), 72, kind).map((slice) => painter.paint(slice, graphics(kind)));
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row.startsWith(`\x1b7${' '.repeat(10)}\x1b8\x1b${kind === 'sixel' ? 'P' : ']'}`)).toBe(true);
      expect(row.endsWith('\x1b8\x1b[10C')).toBe(true);
      expect(row).not.toMatch(/[\r\n]/);
    }
    expect(rows[0]).not.toBe(rows[1]);
    expect(painter.before() + painter.forget()).toBe('');
  });
});

it('gives sixels the colors of their row and the height of a cell', () => {
  const [upper] = slicesOf(picture(100, 40), 72, 'sixel') as [PictureSlice];
  const drawn = slicePainter().paint(upper, graphics('sixel'));
  expect(drawn).toContain('"1;1;100;20');
  expect(drawn).toMatch(/#\d+;2;100;0;0/);
  expect(drawn).not.toMatch(/#\d+;2;0;0;100/);
});

/** What a terminal makes of a sixel image: the color of each pixel in percent, null where none was painted. */
function painted(image: string): readonly (readonly number[] | null)[] {
  const [, width = 0, height = 0] = /"1;1;(\d+);(\d+)/.exec(image)?.map(Number) ?? [];
  const registers = new Map<number, readonly number[]>();
  const out: (readonly number[] | null)[] = Array.from({ length: width * height }, () => null);
  let [x, top, color] = [0, 0, 0];
  for (const [part, number, rgb, repeat, character] of image
    .replace(/^.*?"[\d;]+/, '')
    .matchAll(/#(\d+)(;2;[\d;]+)?|!(\d+)([?-~])|[?-~$-]/g)) {
    if (number !== undefined) {
      color = Number(number);
      if (rgb) registers.set(color, rgb.slice(3).split(';').map(Number));
    } else if (part === '$' || part === '-') {
      x = 0;
      if (part === '-') top += 6;
    } else {
      const bits = (character ?? part).charCodeAt(0) - 63;
      for (const end = x + Number(repeat ?? 1); x < end; x += 1) {
        for (let bit = 0; bit < 6; bit += 1) {
          if (bits & (1 << bit)) out[(top + bit) * width + x] = registers.get(color) ?? null;
        }
      }
    }
  }
  return out;
}

it('paints every pixel of a sixel image once, in colors that are on the whole the picture’s', () => {
  const [width, height] = [40, 20];
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => [130, 60, 200][at % 3] ?? 0);
  const [slice] = slicesOf({ id: 3, width, height, pixels }, 72, 'sixel') as [PictureSlice];
  const drawn = slicePainter().paint(slice, graphics('sixel'));
  const colors = painted(drawn.slice(drawn.indexOf('\x1bP'), drawn.indexOf('\x1b\\')));
  expect(colors).toHaveLength(width * height);
  for (const [channel, value] of [130, 60, 200].entries()) {
    const mean = colors.reduce((sum, color) => sum + (color?.[channel] ?? Number.NaN), 0) / colors.length;
    expect(Math.abs(mean - (value / 255) * 100)).toBeLessThan(3);
  }
});

it('gives iTerm2 files of one row of cells, transparent where the picture has ended', () => {
  const [, lower] = slicesOf(picture(95, 30), 72, 'iterm2') as [PictureSlice, PictureSlice];
  const drawn = slicePainter().paint(lower, graphics('iterm2'));
  expect(drawn).toContain(']1337;File=inline=1;preserveAspectRatio=0;');
  expect(drawn).toContain('width=10;height=1:');
  const png = PNG.sync.read(Buffer.from(drawn.split(':')[1]?.split('\x07')[0] ?? '', 'base64'));
  expect([png.width, png.height]).toEqual([100, 20]);
  expect([...png.data.subarray(0, 4)]).toEqual([0, 0, 255, 255]);
  expect(png.data.at(-1)).toBe(0);
});
