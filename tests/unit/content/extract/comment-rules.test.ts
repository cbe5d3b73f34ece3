import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith, paragraphs, textOf } from './sample-page.ts';

const title = '<h1>A quiet morning in the harbour of Skarre</h1>';
const whole = paragraphs.join('\n\n');

function said(html: string, url?: string): readonly (readonly [string | null, string, number])[] {
  const { comments } = extract(html, url === undefined ? {} : { url }).draft;
  return comments.map(({ author, text, depth }) => [author, text, depth] as const);
}

function count(page: Parameters<typeof articleWith>[0]): number | null {
  return extract(articleWith(page)).draft.commentCount;
}

function ld(node: object): string {
  const whole = { '@type': 'NewsArticle', headline: 'A quiet morning in the harbour of Skarre', ...node };
  return `<script type="application/ld+json">${JSON.stringify(whole)}</script>`;
}

describe('a number near the article', () => {
  it.each([
    ['a paragraph that begins with a number of responses', { after: '<p>3 responses came by boat.</p>' }],
    ['a bare number in no counter', { before: '<span class="temperature">7</span>' }],
    [
      'a headline that counts',
      { head: '<meta property="og:title" content="12 replies">', before: '<h1>12 replies</h1>' },
    ],
    ['a word in structured data', { head: ld({ commentCount: 'lots' }) }],
    ['a word in a meta', { head: '<meta name="comment_count" content="many">' }],
    [
      'the counter of a related article',
      { after: '<div class="related"><a href="/x" data-comment-count="12">Nine gulls are enough, they say</a></div>' },
    ],
  ])('is no number of comments: %s', (_what, page) => {
    expect(count(page)).toBeNull();
  });

  it.each([
    ['a name of many words', { before: '<span class="numComments">7</span>' }],
    ['the other order', { before: '<b id="comment_total">7</b>' }],
    ['structured data', { head: ld({ commentCount: '7' }) }],
    ['a meta', { head: '<meta name="comment_count" content="7">' }],
    ['brackets alone', { before: '<a href="#respond">(7)</a>' }],
  ])('is one by %s', (_what, page) => {
    expect(count(page)).toBe(7);
  });

  it('is the one above the comments, whatever a counter further up says', () => {
    const after =
      '<div class="comments"><h3>12 comments</h3><div class="comment"><b>Orla</b><p>Twelve.</p></div></div>';
    expect(count({ before: '<a class="comment-count" href="/x">4</a>', after })).toBe(12);
  });
});

describe('what calls itself comments', () => {
  const two =
    '<div class="c1"><b>Orla</b><p>I counted twelve.</p></div><div class="c1"><b>Jon</b><p>You did not.</p></div>';

  it.each([
    ['a column', `<div class="comment">${title}${body}</div>`],
    [
      'a post that may be discussed',
      `${title}<div class="post comments-open">${body}</div><p>${paragraphs[0]} So.</p>`,
    ],
    ['all the text there is', `${title}<div class="comments">${body}</div>`],
    [
      'a column without its headline',
      `${title}<section class="kommentar">${body}</section><p>${paragraphs[0]} So.</p>`,
    ],
  ])('is the article where it holds it: %s', (_what, inside) => {
    expect(extract(pageWith(inside)).draft.text).toContain(paragraphs[1]);
  });

  it('may hold all but a little of the text', () => {
    const long = paragraphs.map((text) => `<div class="c1"><b>Orla</b><p>${text} So I say.</p></div>`).join('');
    const page = pageWith(`${title}<p>${paragraphs[0]}</p><div class="comments">${long}${long}</div>`);
    expect(extract(page).draft.text).toBe(paragraphs[0]);
  });

  it('ends at the next heading of its rank, at a form and at the footer', () => {
    for (const end of ['<h3>Timetable</h3>', '<form></form>', '<footer></footer>']) {
      const page = pageWith(
        `<div>${title}${body}<h3>Comments</h3>${two}${end}<div class="c1"><b>Boat</b><p>The six o’clock boat.</p></div></div>`,
      );
      expect(said(page).map(([, text]) => text)).toEqual(['I counted twelve.', 'You did not.']);
    }
  });

  it('holds those of one kind, not the line above them', () => {
    const page = pageWith(`<div>${title}${body}<h3>Comments</h3><p>Be kind to each other.</p>${two}</div>`);
    expect(said(page).map(([, text]) => text)).toEqual(['I counted twelve.', 'You did not.']);
  });

  it.each([
    ['a date', '<div class="k"><i>8 March 2026</i><p>I counted twelve of them.</p></div>'],
    ['a time gone by', '<div class="k"><i>2 hours ago</i><p>I counted twelve of them.</p></div>'],
    ['a template’s words', '<div class="k"><p>Orla says:</p><p>I counted twelve of them.</p></div>'],
    ['a name in a class', '<div class="k"><i class="byline">Orla</i><p>I counted twelve of them.</p></div>'],
  ])('behind a mere heading shows a speaker: %s', (_what, inside) => {
    const page = articleWith({ after: `<div><h3>Discussion</h3>${inside}${inside}</div>` });
    expect(
      said(page)
        .map(([, text]) => text)
        .join(),
    ).toContain('I counted twelve of them.');
  });

  it('is no heading inside the headline, and no sentence', () => {
    const after = `<p>Comments were few, said <b>Orla</b> on 8 March 2026.</p><p>${paragraphs[0]} So it is.</p>`;
    expect(said(articleWith({ after }))).toEqual([]);
  });

  it('leaves a page that would have no text without it', () => {
    const page = pageWith(`${title}<h2>Discussion</h2><div><b>Orla</b>${body}</div>`);
    expect(extract(page).draft.text).toContain(paragraphs[1]);
  });
});

describe('comments are told apart', () => {
  const list = (inside: string): string => articleWith({ after: `<div class="comments">${inside}</div>` });

  it.each([
    ['by the vocabulary of schema.org', 'itemscope itemtype="https://schema.org/Comment"'],
    ['by a property', 'itemprop="comment"'],
    ['by a name and a number', 'class="comment-4711"'],
    ['by the part they are', 'class="reply_item"'],
  ])('%s', (_what, mark) => {
    const one = (name: string, text: string): string =>
      `<div><div ${mark} data-n="${name}"><span>${name}</span><em class="${name}">${text}</em></div></div>`;
    expect(said(list(one('Orla', 'I counted twelve.') + one('Jon', 'You did not.')))).toEqual([
      ['Orla', 'I counted twelve.', 0],
      ['Jon', 'You did not.', 0],
    ]);
  });

  it.each([
    [
      'a list',
      '<article><b>Orla</b><p>I counted twelve.</p><ul><li class="comment"><b>Jon</b><p>You did not.</p></li></ul></article>',
    ],
    [
      'a box of answers',
      '<div class="comment"><b>Orla</b><p>I counted twelve.</p><div class="children"><div class="reply"><b>Jon</b><p>You did not.</p></div></div></div>',
    ],
    [
      'another of their kind',
      '<div class="comment a"><b>Orla</b><p>I counted twelve.</p><div><div class="comment b"><b>Jon</b><p>You did not.</p></div></div></div>',
    ],
    [
      'what the class says of the depth',
      '<li class="comment depth-1"><b>Orla</b><p>I counted twelve.</p></li><li class="comment depth-2"><b>Jon</b><p>You did not.</p></li>',
    ],
  ])('as answers by %s', (_what, inside) => {
    expect(said(list(inside))).toEqual([
      ['Orla', 'I counted twelve.', 0],
      ['Jon', 'You did not.', 1],
    ]);
  });

  it('but not from their own inner box', () => {
    expect(
      said(list('<li class="comment"><b>Orla</b><div class="comment-body"><p>I counted twelve.</p></div></li>')),
    ).toEqual([['Orla', 'I counted twelve.', 0]]);
  });

  it.each([
    ['a row of votes', '<p class="votes">17 readers agree</p>'],
    ['buttons', '<button>Answer Orla</button>'],
    ['a menu', '<nav>Hide this</nav>'],
    ['a footer', '<footer>Comment 1 of 2</footer>'],
    ['who liked it', '<div class="likes">Ida likes this</div>'],
    ['a signature', '<div class="signature">Two sheds, one gull</div>'],
    ['a link of one word', '<a href="#">Report</a>'],
    ['a short date', '<div>8 March</div>'],
    ['a time gone by', '<div>2 hours ago</div>'],
    ['a repeated subject', '<h5>Re: Gulls</h5>'],
    ['a repeated subject in German', '<h5>AW: Gulls</h5>'],
    ['a date that is marked', '<time>8 March 2026, 13:02</time>'],
  ])('from what stands beside the words: %s', (_what, beside) => {
    const one = (name: string, text: string): string =>
      `<div class="comment"><b>${name}</b>${beside}<p>${text}</p>${beside}</div>`;
    expect(said(list(one('Orla', 'I counted twelve.') + one('Jon', 'You did not.')))).toEqual([
      ['Orla', 'I counted twelve.', 0],
      ['Jon', 'You did not.', 0],
    ]);
  });

  it.each([
    ['a property', '<i itemprop="author">Orla V.</i><span>Reader</span>'],
    ['a class', '<span>Reader</span><i class="user-name">Orla V.</i>'],
    ['a citation', '<span>Reader</span><cite>Orla V.</cite>'],
    ['the first short text set apart', '<span>Orla V.</span>'],
    [
      'a portrait that is called like it beside it',
      '<img class="author" src="/o.jpg" alt=""><i class="author">Orla V.</i>',
    ],
    ['a line that says who posted it', '<p>Posted by Orla V. on 8 March 2026</p>'],
    ['a line that goes on behind a bar', '<p>Posted by Orla V. on 8 March 2026 · 3 answers</p>'],
    ['a colon behind the name', '<b>Orla V.</b>: '],
    ['no class on a date', '<span class="user">8 March 2026, 13:02</span><b>Orla V.</b>'],
    ['no number', '<span>17</span><b>Orla V.</b>'],
    ['no motto', '<span>Counting whatever flies over the harbour since 1987</span><b>Orla V.</b>'],
    ['a line without "posted"', '<p>By Orla V. on 8 March 2026</p>'],
    ['a word for saying behind it', '<i class="author">Orla V. wrote:</i>'],
  ])('and name who speaks by %s', (_what, name) => {
    expect(said(list(`<div class="comment">${name}<p>I counted twelve.</p></div>`))[0]?.[0]).toBe('Orla V.');
  });

  it('with the subject that their writer gave them', () => {
    const inside = '<div class="comment"><b>Orla V.</b><h5>My own count</h5><p>I counted twelve.</p></div>';
    expect(said(list(inside))[0]?.[1]).toContain('My own count');
  });

  it('and have no writer where what is set apart is a sentence', () => {
    expect(said(list('<div class="comment"><p><b>What nonsense!</b> I counted twelve.</p></div>'))).toEqual([
      [null, 'What nonsense! I counted twelve.', 0],
    ]);
  });

  it('where nothing is called a comment, by what repeats', () => {
    const one = (name: string, text: string): string =>
      `<dd class="zz"><span>${name}</span><br><div>${text}</div></dd><dd class="line"></dd>`;
    expect(said(list(`<dl>${one('Orla', 'I counted twelve.')}${one('Jon', 'You did not.')}</dl>`))).toEqual([
      ['Orla', 'I counted twelve.', 0],
      ['Jon', 'You did not.', 0],
    ]);
  });
});

describe('the posts of a forum', () => {
  const post = (name: string, text: string, inner = ''): string =>
    `<div class="row"><span class="nick">${name}</span><time>8 Mar 2026, 13:02</time><div>${text}</div>${inner}</div>`;
  const thread = (posts: string, attributes = ''): string =>
    pageWith(
      `<div ${attributes}><h2>Gulls in the engine room</h2>${posts}</div>`,
      '<title>Gulls in the engine room</title>',
    );
  const url = 'https://skarre.example/viewtopic/1';

  it('are comments by the address or by what the page calls itself', () => {
    const posts = post('orla', body) + post('jon', 'Shut the hatch.') + post('ida', 'Feed them elsewhere.');
    const answers = [
      ['jon', 'Shut the hatch.', 0],
      ['ida', 'Feed them elsewhere.', 0],
    ];
    expect(said(thread(posts), url)).toEqual(answers);
    expect(said(thread(posts, 'class="phpbb"'))).toEqual(answers);
    expect(said(thread(posts))).toEqual([]);
  });

  it('are those that say who and when', () => {
    const posts = `${post('orla', body)}<div class="row"><span class="nick">admin</span> moved this to the boat yard.</div><div class="row"><time>8 Mar 2026, 13:02</time> The thread was split.</div><div class="poll"><h3>Poll</h3><span class="nick">orla</span><time>8 Mar 2026, 13:02</time>Which hatch?</div>${post('jon', 'Shut the hatch.')}${post('ida', 'Feed them elsewhere.')}`;
    expect(said(thread(posts), url).map(([name]) => name)).toEqual(['jon', 'ida']);
  });

  it('repeat the headline above them, if they have one, in any letters', () => {
    const again = '<h3>RE: Gulls, in the engine room!</h3>';
    const posts = post('orla', body) + post('jon', 'Shut the hatch.', again) + post('ida', 'Feed them.', again);
    expect(said(thread(posts), url).map(([name]) => name)).toEqual(['jon', 'ida']);
  });

  it('are not the newest ones of the whole site', () => {
    const widget = `<ul id="recentcomments"><li class="recentcomments"><span class="comment-author-link">Jan</span> on <a href="/1#comment-9">Nine gulls are enough</a></li></ul>`;
    expect(
      extract(articleWith({ after: `<aside class="widget_recent_comments">${widget}</aside>` })).draft.comments,
    ).toEqual([]);
    expect(extract(articleWith({ after: widget })).draft.comments).toEqual([]);
    const named = (part: string): string => `class="wp-block-latest-comments__comment${part}"`;
    const block = `<ol class="wp-block-latest-comments"><li ${named('')}><article><footer ${named('-meta')}><a ${named('-author')} href="/j">Jan</a> on <a href="/1#comment-9">Nine gulls</a> <time>8 March 2026, 13:02</time></footer><div ${named('-excerpt')}><p>There are nine of them.</p></div></article></li></ol>`;
    expect(extract(articleWith({ after: block })).draft.comments).toEqual([]);
  });

  it('are none where the headline stands below the first of them', () => {
    const page = pageWith(
      `<div>${post('orla', `${body}`)}${post('jon', `<h1>A quiet morning in the harbour of Skarre</h1>${body}`)}</div>`,
    );
    expect(said(page, url)).toEqual([]);
  });
});

describe('lines that say who wrote and when', () => {
  const lines = (...speakers: readonly string[]): string =>
    textOf(
      pageWith(
        `<div>${title}${body}${speakers.map((line) => `<p>${line}</p><p>I counted twelve.</p>`).join('')}</div>`,
      ),
    );

  it('need a colon or a date to be a reader’s', () => {
    expect(lines('Orla says:', 'Jon wrote on 9 March 2026', 'Ida wrote 2 hours ago')).toBe(whole);
    expect(lines('Orla says:', 'Jon wrote on the wall', 'Ida wrote on the mole')).toContain('on the wall');
  });
});

describe('an article without comments', () => {
  it('keeps its text where a line in the middle counts comments', () => {
    expect(extract(articleWith()).draft.text).toBe(whole);
  });
});
