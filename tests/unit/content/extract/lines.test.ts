import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith, paragraphs, textOf } from './sample-page.ts';

const whole = paragraphs.join('\n\n');
const title = '<h1>A quiet morning in the harbour of Skarre</h1>';
const by = '<meta name="author" content="Ana Silva">';

describe('lines below the text', () => {
  it.each([
    ['what begins with the writer’s name', '<p>Ana Silva grew up on a boat, and has been back on land since 2009.</p>'],
    ['the writer’s name and place', '<p><i>Ana Silva, Lisbon</i></p>'],
    ['the writer and the pictures', '<p><i>Ana Silva, photos by the author</i></p>'],
    ['topics without a colon', '<div>Topics <a href="/t/1">gulls</a> <a href="/t/2">tea</a></div>'],
    [
      'a row of links in brackets',
      '<p>[ <a href="/a">2025 report</a> ] [ <a href="/b">All results</a> ] [ <a href="/c">Map</a> ]</p>',
    ],
    ['a mailbox', '<p>desk@skarre.example</p>'],
    ['a counter', '<p>1 / 12</p>'],
    ['a clock', '<p>14:05 Uhr</p>'],
    ['share buttons that run together', '<div>FacebookTwitterWhatsAppEmail</div>'],
    [
      'an unsubscribe line',
      '<p>You are receiving this because you signed up. You may unsubscribe from it at any time.</p>',
    ],
    ['a filing line in another language', '<p>Dieser Beitrag wurde unter Vögel am 10. März 2026 veröffentlicht.</p>'],
    ['a picture’s credit', '<p>Photo: Jo Wu/Getty Images</p>'],
    ['what a picture shows and who took it', '<p>奥拉在港口数海鸥。 顾明远 摄</p>'],
    ['what a film shows and who made it', '<p>The keeper climbs to his light. Video: Orla Venn</p>'],
    ['an address behind its label', '<p>More on the gulls of Skarre and of Sund: https://gulls.example/hub/skarre</p>'],
    ['the address of an account', '<p>gulls.example/orlavenn</p>'],
    ['when it was put there', '<p>First uploaded on: 10-03-2026 at 20:14 IST</p>'],
    ['a copyright without a sign', '<p>Copyright Skarre Post.</p>'],
    ['a call to comment', '<p>What do you think? Have your say in our comments section below.</p>'],
    ['where the writer lives', '<p>Silva lives in Sund and keeps two goats and a boat without a name.</p>'],
    [
      'an offer',
      '<p>To continue reading, subscribe now</p><p>One crown for the first month, nine crowns for every month that follows it.</p>',
    ],
  ])('go: %s', (_what, after) => {
    const language = /Dieser/.test(after) ? 'lang="de"' : 'lang="en"';
    expect(textOf(pageWith(`<article>${title}<div>${body}${after}</div></article>`, by, language))).toBe(whole);
  });

  it.each([
    ['a sentence of the writer in quotes', '<p>“Ana Silva is a reporter I trust,” said the keeper of the harbour.</p>'],
    [
      'a link to another site',
      '<p><a href="https://gulls.example/count">The count of all gulls in the north, by year and by harbour</a></p>',
    ],
    ['how long something takes', '<p>Prep: <time datetime="PT20M">20 minutes</time></p>'],
    ['the times of a list', '<ul><li><time>1940</time></li><li><time>1941</time></li></ul>'],
    ['where to eat', '<p>Gull’s Inn, 3 Mole Street. Web: https://inn.example/menu</p>'],
    ['what somebody said without quotation marks', '<p>He only shrugged. Video: how to bake bread</p>'],
    ['what is right', '<p>Copyright law protects songs of gulls, too.</p>'],
    ['what a word means', '<p>Copyright: the right of those who wrote a text.</p>'],
    [
      'another of the same family',
      '<p>Jo Silva lives in Sund and keeps the light there, as she has for nine years.</p>',
    ],
    [
      'where somebody in the story is',
      '<p>Sund Ferries, which is based in Holm, runs nine boats a day past the mole.</p>',
    ],
    [
      'what is only for subscribers in the story',
      '<p>The rest of the count is for subscribers only, as the keeper of the harbour has said.</p>',
    ],
    ['the same short line again', '<p>Eleven gulls.</p><p>Nine gulls.</p><p>Eleven gulls.</p>'],
    ['a poem', '<p>The gulls were nine,<br>the gulls were ten,<br>the gulls were never counted again.</p>'],
  ])('stay: %s', (_what, after) => {
    const text = textOf(pageWith(`<article>${title}<div>${body}${after}</div></article>`, by));
    expect(text.length).toBeGreaterThan(whole.length + 10);
  });

  it('keep the clocks of a timetable', () => {
    const table =
      '<table><tr><th>Day</th><th>First</th></tr><tr><td>Monday</td><td>5:45am</td></tr><tr><td>Sunday</td><td>14:05</td></tr></table>';
    expect(textOf(articleWith({ after: `<h2>Boats</h2>${table}<p>${paragraphs[0]} As before.</p>` }))).toContain(
      'Sunday 14:05',
    );
  });

  it('lose the ending that names the picture, not the paragraph', () => {
    const after = `<p>${paragraphs[0]} It rained. (Photo: Jo Wu/Agency)</p>`;
    expect(textOf(articleWith({ after }))).toBe(`${whole}\n\n${paragraphs[0]} It rained.`);
  });

  it('lose the name of a box between paragraphs', () => {
    const page = pageWith(
      `<article>${title}<div><p>${paragraphs[0]}</p><div>Sponsor content</div>${body}</div></article>`,
    );
    expect(textOf(page)).not.toContain('Sponsor');
  });

  it('say a long paragraph once', () => {
    const long = `${paragraphs[0]} ${paragraphs[1]}`;
    const page = pageWith(`<article>${title}<div><p>${long}</p>${body}<p>${long}</p></div></article>`);
    expect(textOf(page).split(long).length - 1).toBe(1);
  });
});

describe('what stands between headline and text', () => {
  const dek = 'Eleven gulls, no passengers and a pot of tea: a morning on the mole.';

  it.each([
    ['a class', `<p class="preamble">${dek}</p>`],
    ['the byline below it', `<p>${dek}</p><p>By Ana Silva | 10 March 2026</p>`],
    ['the byline below it, though its class takes it away', `<p>${dek}</p><div class="byline">Ana Silva</div>`],
    ['the date below it, though its class takes it away', `<p>${dek}</p><div class="date">10 March 2026</div>`],
    ['a heading of its own', `<h2>${dek}</h2>`],
    [
      'a picture above it',
      `<figure><img src="/g.jpg"><figcaption>A gull on the mole, on Sunday.</figcaption></figure><p class="standfirst">${dek}</p>`,
    ],
  ])('is a standfirst by %s', (_what, before) => {
    const { summary, text } = extract(pageWith(`<article>${title}${before}${body}</article>`)).draft;
    expect(text).toBe(whole);
    expect(summary).toBe(dek);
  });

  it('is the text where a date stands further down', () => {
    const card =
      '<div class="q"><h3><a href="/x">Nine gulls are enough, says the council</a></h3><span>2 days ago</span></div>';
    const [one, two, ...rest] = paragraphs.map((text) => `<p>${text}</p>`);
    expect(textOf(pageWith(`<article>${title}<div>${one}${two}${card}${rest.join('')}</div></article>`))).toContain(
      paragraphs[0],
    );
  });

  it('is the text where an empty place for a date stands below it', () => {
    expect(textOf(articleWith({ before: `<p>${dek}</p><div class="date">&nbsp;</div>` }))).toContain(dek);
  });

  it('is not text when it repeats the headline', () => {
    expect(textOf(articleWith({ before: '<p>A quiet morning in the harbour of Skarre</p>' }))).toBe(whole);
  });

  it('may be all that a short notice says', () => {
    const page = pageWith(`<article>${title}<p class="summary">${paragraphs[0]}</p></article>`, by);
    expect(textOf(page)).toBe(paragraphs[0]);
  });
});

describe('what is set aside', () => {
  it('stays as a quote, also a bare one between paragraphs', () => {
    const quote = 'Nobody has asked for the six o’clock boat.';
    for (const aside of [
      `<aside><blockquote>${quote}</blockquote></aside>`,
      `<aside class="pullquote">${quote}</aside>`,
      `<aside class="k2"><p>${quote}</p></aside>`,
    ]) {
      expect(
        textOf(pageWith(`<article>${title}<p>${paragraphs[0]}</p>${aside}<p>${paragraphs[1]}</p></article>`)),
      ).toContain(quote);
    }
  });

  it('goes as a box of links or pictures', () => {
    const aside = '<aside class="k2"><p>Read <a href="/x">what the council says of the gulls</a></p></aside>';
    expect(textOf(pageWith(`<article>${title}${aside}${body}</article>`))).toBe(whole);
  });

  it('stays as a post of somebody, although it says "social"', () => {
    const post = '<div class="social-embed"><blockquote><p>Counted twelve. Nobody believes me.</p></blockquote></div>';
    expect(textOf(articleWith({ after: `${post}<p>${paragraphs[0]} So it goes.</p>` }))).toContain('Counted twelve');
  });

  it('goes as a box that asks for a mail address, whatever it is called', () => {
    const box = '<div class="k7"><p>Get the count every morning.</p><input type="email"><span>Join</span></div>';
    expect(textOf(articleWith({ after: box }))).toBe(whole);
  });
});

describe('text under a picture', () => {
  it.each([
    [
      'in a small box with it',
      '<div class="k"><div><img src="/g.jpg"></div><div>A gull on the mole, seen by its neighbour.</div></div>',
    ],
    [
      'in italics in the same paragraph',
      '<p><img src="/g.jpg"><br><br><em>A gull on the mole, seen by its neighbour.</em></p>',
    ],
    [
      'on an accelerated page',
      '<div class="s"><amp-img src="/g.jpg" width="4" height="3"></amp-img><p class="cp">1/2 A gull on the mole.</p></div>',
    ],
  ])('is a caption: %s', (_what, picture) => {
    expect(textOf(pageWith(`<article>${title}<p>${paragraphs[0]}</p>${picture}${body}</article>`))).not.toContain(
      'A gull on the mole',
    );
  });

  it('is the text of a page that tells its story in pictures', () => {
    const slides = paragraphs
      .map((text) => `<figure><img src="/g.jpg"><figcaption>${text}</figcaption></figure>`)
      .join('');
    expect(
      textOf(
        pageWith(`<article>${title}<div>${slides}</div></article>`, '<meta property="og:type" content="article">'),
      ),
    ).toContain(paragraphs[1]);
  });
});
