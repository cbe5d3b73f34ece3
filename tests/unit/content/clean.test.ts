import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, shorten } from '../../../src/content/clean.ts';
import { plainText } from '../../../src/content/plain.ts';
import { sanitize } from '../../../src/content/sanitize.ts';
import { type Draft, draft } from '../../../src/core/article.ts';
import { dangerIn, hostileHtml, hostileText } from './hostile.ts';
import { problemsOf } from './strict-html.ts';

const cleaned = (known: Partial<Draft>) => clean(draft(known));

describe('strings', () => {
  test('titles are safe lines of at most 500 characters, and are text, not markup', () => {
    expect(cleaned({ title: ' The\x1b[31m <b>big</b>\nstory & more ' }).title).toBe('The <b>big</b> story & more');
    const long = cleaned({ title: 'word '.repeat(400) }).title ?? '';
    expect(long.length).toBeLessThanOrEqual(501);
    expect(long.endsWith('word…')).toBe(true);
  });

  test('what is empty once it is clean is unknown', () => {
    const result = cleaned({
      title: ' \u202e',
      section: '\x1b[0m',
      summary: '<p></p>',
      guid: '',
      imageAlt: '\u200b',
      html: ' ',
    });
    expect([result.title, result.section, result.summary, result.guid, result.imageAlt, result.html]).toEqual(
      Array(6).fill(null),
    );
  });

  test('nothing is invented', () => {
    const result = cleaned({ html: '<p>A long body.</p>' });
    expect([result.title, result.summary, result.published, result.image, result.link]).toEqual(Array(5).fill(null));
  });

  test('summaries are plain text on one line, cut between words', () => {
    expect(cleaned({ summary: '<p>A <em>short</em></p><p>one &amp; all</p>' }).summary).toBe('A short one & all');
    // One description that is summary and body at once.
    const both = '<h2>A head</h2><ul><li>one &amp; all</li><li>two</li></ul><p>A <em>short</em><br>end</p>';
    expect(cleaned({ summary: both, html: both }).summary).toBe(cleaned({ summary: both }).summary);
    expect(cleaned({ summary: 'word '.repeat(20_000) }).summary).toMatch(/^(?:word )+word…$/);
  });

  test('authors and tags are trimmed and named once', () => {
    const result = cleaned({ authors: [' Ann  Lee ', 'Ann Lee', ''], tags: ['China', 'china', 'Trade\u202e', '\0'] });
    expect(result.authors).toEqual(['Ann Lee']);
    expect(result.tags).toEqual(['China', 'Trade']);
  });

  test('names are a hundred at most, and none is longer than a line', () => {
    const tags = Array.from({ length: 150 }, (_, number) => `tag ${number}`);
    expect(clean(draft({ tags })).tags).toEqual(tags.slice(0, 100));
    const { tags: [long = ''] = [], section } = clean(draft({ tags: ['far '.repeat(100)], section: 'x'.repeat(300) }));
    for (const name of [long, section ?? '']) {
      expect(name.length).toBeLessThanOrEqual(200);
      expect(name).toMatch(/…$/);
    }
  });

  test('words that mean something to JavaScript are ordinary tags', () => {
    const tags = ['__proto__', 'constructor', 'toString'];
    expect(cleaned({ tags }).tags).toEqual(tags);
  });

  test('comments and related articles are safe too', () => {
    const result = cleaned({
      baseUrl: 'https://a.example/',
      comments: [{ author: 'Bo\x07', published: 1, text: 'one\r\ntwo\x1b[2J', depth: 1 }],
      related: [
        { title: 'R\u202e', link: '/r', published: null },
        { title: 'S', link: 'javascript:1', published: null },
      ],
    });
    expect(result.comments).toEqual([{ author: 'Bo', published: 1, text: 'one\ntwo', depth: 1 }]);
    expect(result.related).toEqual([{ title: 'R', link: 'https://a.example/r', published: null }]);
  });
});

describe('addresses', () => {
  test('only http and https are kept, and relative ones stand against the base', () => {
    const result = cleaned({
      baseUrl: 'https://a.example/feeds/all.xml',
      link: '../story',
      image: '//img.example/x.png',
      commentsLink: 'ftp://a.example/c',
      enclosures: [
        { url: '/show.mp3', type: 'audio/mpeg\n', length: 12 },
        { url: 'javascript:alert(1)', type: null, length: null },
        { url: '', type: null, length: null },
      ],
    });
    expect(result.link).toBe('https://a.example/story');
    expect(result.image).toBe('https://img.example/x.png');
    expect(result.commentsLink).toBeNull();
    expect(result.enclosures).toEqual([{ url: 'https://a.example/show.mp3', type: 'audio/mpeg', length: 12 }]);
  });

  test('an empty link stays empty', () => {
    expect(cleaned({ baseUrl: 'https://a.example/', link: '', image: ' ' })).toMatchObject({ link: null, image: null });
  });

  test('where no base is known the link is it', () => {
    expect(cleaned({ link: 'https://a.example/x/y', html: '<a href="z">z</a>' }).html).toBe(
      '<a href="https://a.example/x/z">z</a>',
    );
  });
});

describe('the body', () => {
  test('comes as allow-listed HTML and as text', () => {
    const result = cleaned({
      baseUrl: 'https://a.example/',
      html: '<p onclick=x>One <a href="/b">two</a><script>3</script><p>four',
    });
    expect(result.html).toBe('<p>One <a href="https://a.example/b">two</a></p><p>four</p>');
    expect(result.text).toBe('One two\n\nfour');
  });

  test('of text without markup keeps its paragraphs', () => {
    expect(cleaned({ html: 'One\nline\n\nTwo &lt; three' })).toMatchObject({
      html: 'One\nline\n\nTwo &lt; three',
      text: 'One\nline\n\nTwo < three',
    });
  });

  test('of a picture alone has no text', () => {
    expect(cleaned({ html: '<img src="https://a.example/x.png">' })).toMatchObject({
      html: '<img src="https://a.example/x.png" alt="">',
      text: null,
    });
  });

  test('both forms are those that sanitize and plainText give', () => {
    fc.assert(
      fc.property(hostileHtml, (html) => {
        const result = cleaned({ html, baseUrl: 'https://a.example/' });
        expect(result.html ?? '').toBe(sanitize(html, 'https://a.example/').trim());
        const words = plainText(html.includes('<') ? `<div>${result.html ?? ''}</div>` : html);
        expect(result.text ?? '').toBe(words);
      }),
      { numRuns: 300 },
    );
  });

  test('a text that came without HTML is made safe', () => {
    expect(cleaned({ text: 'a\x1b[1mb\r\nc ' })).toMatchObject({ html: null, text: 'ab\nc' });
  });
});

describe('language and direction', () => {
  test.each([
    ['EN_us', 'en-US'],
    ['zh-hans-cn', 'zh-Hans-CN'],
    [' ar ', 'ar'],
    ['sr-latn', 'sr-Latn'],
    ['en-US, fr', null],
    ['english', null],
    ['', null],
    [null, null],
  ])('%j is %j', (given, wanted) => {
    expect(cleaned({ language: given }).language).toBe(wanted);
  });

  test.each([
    ['ar', 'Hello', 'rtl'],
    ['fa-IR', 'x', 'rtl'],
    ['az-Arab', 'x', 'rtl'],
    ['ar-Latn', 'marhaba', 'ltr'],
    ['en', 'Hello', 'ltr'],
    ['en', 'أخبار اليوم من المدينة', 'rtl'],
    [null, 'שלום לכולם', 'rtl'],
    [null, 'News of הארץ and others today', 'ltr'],
    [null, '2026', 'ltr'],
  ])('in %j, %j is read %s', (language, title, direction) => {
    expect(cleaned({ language, title }).direction).toBe(direction);
  });
});

describe('shorten', () => {
  test('never splits what is one character', () => {
    expect(shorten(`${'a'.repeat(8)}👨\u200d👩\u200d👧 more`, 10)).toBe(`${'a'.repeat(8)}…`);
    expect(shorten('字'.repeat(20), 5)).toBe('字字字字…');
    expect(shorten('short', 5)).toBe('short');
  });
});

test('for any draft, no string anywhere can harm a terminal, and the HTML is allow-listed', () => {
  const anyDraft = fc.record({
    guid: hostileText,
    title: hostileText,
    section: hostileText,
    summary: hostileHtml,
    html: hostileHtml,
    authors: fc.array(hostileText, { maxLength: 3 }),
    tags: fc.array(hostileText, { maxLength: 3 }),
    language: hostileText,
    link: hostileText.map((text) => `https://a.example/${text}`),
    image: hostileText,
    imageAlt: hostileText,
    baseUrl: fc.constantFrom(null, 'https://a.example/', 'nonsense\x1b'),
    enclosures: fc.array(fc.record({ url: hostileText, type: hostileText, length: fc.constant(null) }), {
      maxLength: 2,
    }),
    comments: fc.array(
      fc.record({ author: hostileText, published: fc.constant(0), text: hostileText, depth: fc.constant(0) }),
      { maxLength: 2 },
    ),
    related: fc.array(fc.record({ title: hostileText, link: hostileText, published: fc.constant(null) }), {
      maxLength: 2,
    }),
  });
  fc.assert(
    fc.property(anyDraft, (known) => {
      const result = cleaned(known);
      expect(problemsOf(result.html ?? '')).toEqual([]);
      for (const text of stringsIn({ ...result, html: null, text: null })) expect(dangerIn(text)).toBeNull();
      expect(result.text ?? '').not.toMatch(/(?![\n\t])\p{Cc}|\p{Bidi_Control}/u);
    }),
    { numRuns: 500 },
  );
});

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}
