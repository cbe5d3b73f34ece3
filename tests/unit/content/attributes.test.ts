import { describe, expect, test } from 'vitest';
import { sanitize } from '../../../src/content/sanitize.ts';

const safe = (html: string) => sanitize(html, 'https://news.example/2026/11/story.html');

describe('pictures', () => {
  const src = (html: string) => /src="([^"]*)"/.exec(safe(html))?.[1] ?? null;

  test.each([
    [
      'a lazy address goes before its stand-in',
      '<img src="/grey.gif" data-src="/real.jpg">',
      'https://news.example/real.jpg',
    ],
    [
      'other names of lazy addresses',
      '<img src="data:image/gif;base64,AA" data-original="/o.jpg">',
      'https://news.example/o.jpg',
    ],
    [
      'the best of a lazy set',
      '<img data-srcset="/s.jpg 400w, /m.jpg 1200w, /l.jpg 4000w">',
      'https://news.example/m.jpg',
    ],
    ['a set where there is no address', '<img srcset="/1.jpg 1x, /2.jpg 2x">', 'https://news.example/2.jpg'],
    ['the smallest of too large ones', '<img srcset="/a.jpg 4000w, /b.jpg 2000w">', 'https://news.example/b.jpg'],
    ['its own address before a set', '<img src="/own.jpg" srcset="/a.jpg 800w">', 'https://news.example/own.jpg'],
    [
      'the source of a picture element',
      '<picture><source srcset="/p.webp 800w"><img alt="x"></picture>',
      'https://news.example/p.webp',
    ],
    [
      'commas inside an address',
      '<img srcset="/w_1,h_2/a.jpg 800w, /b.jpg 100w">',
      'https://news.example/w_1,h_2/a.jpg',
    ],
  ])('%s', (_, html, address) => {
    expect(src(html)).toBe(address);
  });

  test('pictures that only count readers go', () => {
    expect(
      safe('<img src="/t.gif" width="1" height="1"><img src="/u.gif" width=0><img src="/v.gif" style="display:none">a'),
    ).toBe('a');
    expect(safe('<img src="/w.gif" style="width: 1px; height: 1px;">')).toBe('');
    expect(safe('<img src="/x.gif" width="10" height="100">')).toContain('x.gif');
  });

  test('the copy for readers without scripts is not a second picture', () => {
    const once = '<img src="https://news.example/a.jpg" alt="A">';
    expect(safe('<img data-src="/a.jpg" alt="A"><noscript><img src="/a.jpg" alt="A"></noscript>')).toBe(once);
    expect(safe('<img class="lazy" alt="A"><noscript><img src="/a.jpg" alt="A"></noscript>')).toBe(once);
  });
});

describe('embedded things become links', () => {
  test.each([
    [
      'a page',
      '<iframe src="//video.example/e/1" title="The race"></iframe>',
      '<p><a href="https://video.example/e/1">The race</a></p>',
    ],
    [
      'a film',
      '<video src="/v.mp4">Too old a browser</video>',
      '<p><a href="https://news.example/v.mp4">Video: news.example</a></p>',
    ],
    [
      'a sound by its first source',
      '<audio><source src="/a.ogg"><source src="/a.mp3">x</audio>',
      '<p><a href="https://news.example/a.ogg">Audio: news.example</a></p>',
    ],
    [
      'an old plug-in',
      '<object><param name="x"><embed src="https://www.old.example/f"></object>',
      '<p><a href="https://www.old.example/f">Embedded: old.example</a></p>',
    ],
    [
      'one inside a link keeps its words',
      '<a href="/x"><iframe src="/y" title="T"></iframe></a>',
      '<a href="https://news.example/x">T</a>',
    ],
    ['one without an address', '<iframe></iframe><video>x</video>', ''],
    [
      'one inside a paragraph',
      '<p>a <iframe src="/y" title="T"></iframe></p>',
      '<p>a <a href="https://news.example/y">T</a></p>',
    ],
  ])('%s', (_, html, wanted) => {
    expect(safe(html)).toBe(wanted);
  });

  test('one closed like XML does not swallow what follows', () => {
    expect(safe('<iframe src="/y" title="T"/><p>after</p><script src="x"/><p>more</p>')).toContain(
      '<p>after</p><p>more</p>',
    );
  });
});
