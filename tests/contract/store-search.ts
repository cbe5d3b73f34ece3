import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Draft } from '../../src/core/article.ts';
import type { Store } from '../../src/core/ports.ts';
import { add, all, and, ask, edit, from, ids, not, pagedIds, put, source, text } from './store-samples.ts';

async function hold(openFresh: () => Promise<Store>, articles: readonly Partial<Draft>[]): Promise<Store> {
  const store = await openFresh();
  await store.putSources([source('alpha')]);
  await put(
    store,
    'alpha',
    articles.map((known, index) => add(`x${index}`, index, { title: null, ...known })),
  ); // prettier-ignore
  return store;
}

const spellings: readonly (readonly [typed: string, stored: string])[] = [
  ['CAFÉ', 'a cafe at night'],
  ['cafe', 'Le Café du coin'],
  ['ёлка', 'Новогодняя елка'],
  ['елка', 'ЁЛКА'],
  ['Αθηνα', 'στην Αθήνα'],
  ['λογος', 'ΛΟΓΟΣ'],
  ['strasse', 'Die Straße'],
  ['Łódź', 'lodz'],
  ['اخبار', 'أخبار'],
  ['المدينه', 'في المدينة القديمة'],
  ['مصطفي', 'مصطفى'],
  ['العربية', 'العَرَبِيَّة'],
  ['كتاب', 'كتـــاب'],
  ['۱۲۳', 'room 123'],
  ['إسلام', 'اسلام'],
  ['ニュース', '今日のﾆｭｰｽです'],
  ['ＡＢＣ', 'the abc of it'],
  ['東京', '今日は東京都で会議'],
  ['京都', '今日は東京都で会議'],
  ['議', '今日は東京都で会議'],
  ['뉴스', '오늘의뉴스입니다'],
  ['สวัสดี', 'คนสวัสดีครับ'],
  ['किताब', 'यह किताब है'],
  ['שלום', 'שָׁלוֹם'],
  ['iPhone手机', '新的iPhone手机来了'],
  ["don't", 'we don’t know'],
  ['resume', 're\u00adsu\u200bme'],
  ['C++', 'the language c'],
];

export function searchRules(openFresh: () => Promise<Store>): void {
  const holding = (...articles: readonly Partial<Draft>[]) => hold(openFresh, articles);

  it.each(spellings)('finds %s in "%s"', async (typed, stored) => {
    const store = await holding({ text: stored }, { text: 'something else entirely' });
    expect(await ids(store, text(typed))).toEqual(['x0']);
    expect(await ids(store, text(typed, { phrase: true }))).toEqual(['x0']);
  });

  it('keeps words apart that differ in their characters', async () => {
    const store = await holding({ text: '大きな都市の京' }, { text: 'कबत' }, { text: 'carts' });
    for (const typed of ['京都', 'किताब', 'cart', 'arts']) expect(await ids(store, text(typed))).toEqual([]);
  });

  it('looks in titles, texts, authors and tags, and in one field where asked', async () => {
    const store = await holding(
      { title: 'heron' },
      { text: 'a heron stood' },
      { authors: ['Ida Heron'] },
      { tags: ['heron'] },
      { summary: 'heron in short' },
    );
    expect(await ids(store, text('heron'))).toEqual(['x0', 'x1', 'x2', 'x3', 'x4']);
    expect(await ids(store, text('heron', { field: 'title' }))).toEqual(['x0']);
    expect(await ids(store, text('ida heron', { field: 'author' }))).toEqual(['x2']);
    expect(await ids(store, text('heron ida', { field: 'title' }))).toEqual([]);
  });

  it('takes phrases in order, words in any order, and the beginning of the last word where asked', async () => {
    const store = await holding({ text: 'the red green house' }, { text: 'a green and red housing' });
    expect(await ids(store, text('green red'))).toEqual(['x0', 'x1']);
    expect(await ids(store, text('red green', { phrase: true }))).toEqual(['x0']);
    expect(await ids(store, text('green red', { phrase: true }))).toEqual([]);
    expect(await ids(store, text('hous'))).toEqual([]);
    expect(await ids(store, text('red hous', { prefix: true }))).toEqual(['x0', 'x1']);
    expect(await ids(store, text('re house', { prefix: true }))).toEqual([]);
    expect(await ids(store, text('green hou', { phrase: true, prefix: true }))).toEqual(['x0']);
  });

  it('passes over signs among words, and finds nothing by signs alone', async () => {
    const store = await holding({ text: 'salt & pepper' });
    expect(await ids(store, text('salt & pepper !!'))).toEqual(['x0']);
    for (const signs of ['', ' ', '!!!', '"', '*', '…', '\u0640']) expect(await ids(store, text(signs))).toEqual([]);
    expect(await ids(store, not(text('&')))).toEqual(['x0']);
  });

  it('never takes what is typed for a command', async () => {
    const store = await holding({ title: 'near and not or', text: 'title body near and not or col' });
    const signs = fc.constantFrom(
      '"',
      "'",
      '*',
      '^',
      ':',
      '(',
      ')',
      '{',
      '}',
      '-',
      '+',
      'NEAR(',
      ' AND ',
      ' OR ',
      ' NOT ',
      'title:',
      'a',
      'ː',
      'ˑ',
      '\0',
      '東',
      '\\',
      ';',
      '--',
      ' ',
    );
    const typed = fc.oneof(
      fc.array(signs, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(typed, fc.boolean(), fc.boolean(), async (words, phrase, prefix) => {
        const filter = text(words, { phrase, prefix });
        const page = await store.find(
          ask(and(filter, not(text(words, { field: 'title' }))), { sort: 'relevance', snippets: true }),
        );
        expect(page.found.length).toBeLessThan(2);
        await store.count(filter);
      }),
      { numRuns: 300 },
    ); // prettier-ignore
  });
}

export function rankingRules(openFresh: () => Promise<Store>): void {
  const holding = (...articles: readonly Partial<Draft>[]) => hold(openFresh, articles);

  it('ranks titles first, then texts that say more of it, and never twice differently', async () => {
    const filler = 'other words that fill the text of an article with this and that '.repeat(8);
    const store = await holding(
      { title: 'Weather', text: `${filler} volcano ${filler}` },
      { title: 'Weather', text: `volcano ${filler} volcano, volcano and volcano` },
      { title: 'A very long headline about many things and also one volcano somewhere', text: filler },
      { title: 'Volcano', text: filler },
    );
    expect(await ids(store, text('volcano'), 'relevance')).toEqual(['x3', 'x2', 'x1', 'x0']);
    expect(await ids(store, text('volcano'), 'relevance')).toEqual(await ids(store, text('volcano'), 'relevance'));
  });

  it('ranks words that stand together above words far apart', async () => {
    const filler = 'other words that fill the text '.repeat(20);
    const store = await holding({ text: `storm ${filler} harbor` }, { text: `${filler} the harbor storm ${filler}` });
    expect(await ids(store, text('storm harbor'), 'relevance')).toEqual(['x1', 'x0']);
  });

  it('finds all hits of a word, also those that are too many to be ranked', async () => {
    const store = await openFresh();
    await store.putSources([source('alpha')]);
    const total = 4300;
    const changes = Array.from({ length: total }, (_, index) => {
      const title = index % 2 === 0 ? `common ${index}` : `other ${index}`;
      return add(`n${String(index).padStart(5, '0')}`, index, { title, text: 'a common word' });
    });
    await put(store, 'alpha', changes);
    for (const filter of [text('common'), and(text('common'), from('alpha'))]) {
      const found = await pagedIds(store, ask(filter, { sort: 'relevance', limit: 700 }));
      expect(found.length).toBe(total);
      expect(new Set(found).size).toBe(total);
    }
  });

  it('cuts snippets from the stored text, plain and matched in turn', async () => {
    const before = 'Long before that nothing happened at all in this place. '.repeat(10);
    const body = `${before}Then the grey\n\nOTTER swam to the ice. ${before}`;
    const store = await holding(
      { title: 'Otters', text: body },
      { text: '昨日、東京都で会議が開かれた' },
      { title: 'No text otter' },
    );
    const snippets = async (words: string) => {
      const { found } = await store.find(ask(text(words), { sort: 'oldest', snippets: true }));
      return found.map(({ snippet }) => snippet);
    };
    const [none, swam] = await snippets('otter');
    expect(none).toBeNull();
    expect(swam?.[1]).toBe('OTTER');
    expect(swam?.[0]).toMatch(/^….* Then the grey $/);
    expect(swam?.[2]).toMatch(/^ swam to the ice\. .*…$/);
    expect(swam?.join('').length).toBeLessThan(260);
    expect(await snippets('京都')).toEqual([['昨日、東', '京都', 'で会議が開かれた']]);
    const [far] = (await store.find(ask(text('grey ice'), { snippets: true }))).found;
    expect(far?.snippet?.filter((_, index) => index % 2 === 1)).toEqual(['grey', 'ice']);
    expect((await store.find(ask(text('otter')))).found[0]?.snippet).toBeNull();
  });

  it('indexes the beginning of a very long text', async () => {
    const store = await holding({ text: `first ${'0123456789 '.repeat(40_000)} lastword` });
    expect(await ids(store, text('first'))).toEqual(['x0']);
    expect(await ids(store, text('lastword'))).toEqual([]);
    expect((await store.lookup('x0')).article?.text).toMatch(/lastword$/);
  });

  it('agrees with the articles after any number of edits', async () => {
    const store = await openFresh();
    await store.putSources([source('alpha')]);
    const words = ['amber', 'birch', 'cedar', 'dune'];
    const change = fc.record({
      id: fc.constantFrom('a1', 'a2', 'a3'),
      title: fc.constantFrom(...words),
      text: fc.constantFrom(...words),
      tag: fc.constantFrom(...words),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
        const edits = changes.map(({ id, tag, ...content }) => edit(id, { ...content, tags: [tag] }));
        await put(store, 'alpha', edits);
        await store.setOwnTags([{ id: edits[0]?.id ?? '', ownTags: ['elm'] }]);
        const { found } = await store.find(ask(all, { bodies: true }));
        for (const word of [...words, 'elm']) {
          const holds = found.filter(({ article }) => [article.title, article.text, ...article.tags].includes(word));
          expect(await ids(store, text(word))).toEqual(holds.map(({ article }) => article.id));
        }
      }),
      { numRuns: 40 },
    ); // prettier-ignore
  });
}
