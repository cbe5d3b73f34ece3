import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith, paragraphs } from './sample-page.ts';

const whole = paragraphs.join('\n\n');

/** [writer, words, depth] of every comment of a page. */
function said(html: string, url?: string): readonly (readonly [string | null, string, number])[] {
  const { comments } = extract(html, url === undefined ? {} : { url }).draft;
  return comments.map(({ author, text, depth }) => [author, text, depth] as const);
}

describe('comments that nothing names', () => {
  it.each([
    ['Comments'],
    ['2 comments so far'],
    ['Join the conversation'],
    ['Kommentare (2)'],
    ['التعليقات (٢)'],
    ['תגובות (2)'],
    ['網友留言'],
    ['기사 댓글(2)'],
    ['Bình luận'],
  ])('stand behind a heading that says so: %s', (heading) => {
    const after = `<div class="k9"><h4>${heading}</h4><div><b>Orla</b><p>I counted twelve.</p></div><div><b>Jon</b><p>You did not.</p></div></div>`;
    expect(said(articleWith({ after }))).toEqual([
      ['Orla', 'I counted twelve.', 0],
      ['Jon', 'You did not.', 0],
    ]);
  });

  it('stand beside their heading, within the element of the body', () => {
    const after = `<h3>2 comments so far</h3>
      <div class="e"><div class="c"><p>I counted twelve.</p></div><p>Orla said on 8 March 2026 · <a href="#">reply</a></p></div>
      <div class="e"><div class="c"><p>You counted one of them twice, I think.</p></div><p>Jon said on 9 March 2026 · <a href="#">reply</a></p></div>
      <h3>Say something</h3><form><textarea></textarea></form>`;
    const page = pageWith(`<div><h1>A quiet morning in the harbour of Skarre</h1>${body}${after}</div>`);
    expect(said(page)).toEqual([
      ['Orla', 'I counted twelve.', 0],
      ['Jon', 'You counted one of them twice, I think.', 0],
    ]);
    expect(extract(page).draft.text).toBe(whole);
  });

  it('are not the chapter of an article that is called like them', () => {
    const page = pageWith(
      `<article><h1>A quiet morning in the harbour of Skarre</h1>${body}<h2>Discussion</h2><p>${paragraphs[0]} Again.</p><p>${paragraphs[1]} Again.</p></article>`,
    );
    expect(said(page)).toEqual([]);
    expect(extract(page).draft.text).toContain('Again.');
  });
});

describe('one comment', () => {
  const list = (inside: string): string => articleWith({ after: `<div id="comments">${inside}</div>` });

  it.each([
    [
      'a line that says who and when',
      '<p class="meta">Submitted by Orla V. on 8 March 2026</p><p>I counted twelve.</p>',
    ],
    ['a date in the same line', '<b>Orla V.</b> 3/8/2026 I counted twelve.'],
    ['a date and a line of its own', '<b>Orla V.</b> 2026-03-08 13:02<p>I counted twelve.</p>'],
    ['a word for saying', '<cite>Orla V.</cite> says: <p>I counted twelve.</p>'],
    ['a number and likes', '<b>1. Orla V.</b><p>I counted twelve.</p><span>+17</span><button>Reply</button>'],
    ['a time that has gone by', '<b>Orla V.</b><span>20 minutes ago</span><p>I counted twelve.</p>'],
    ['a class that only sounds like a name', '<b>Orla V.</b><div class="field-name-body">I counted twelve.</div>'],
  ])('is its words alone: %s', (_what, inside) => {
    expect(said(list(`<div class="comment">${inside}</div>`))).toEqual([['Orla V.', 'I counted twelve.', 0]]);
  });

  it('may name a year without being a byline', () => {
    const text = 'Forty-one insulators in nine months, at that pace they will be done in 2028';
    expect(said(list(`<div class="comment"><b>Jon</b><p>${text}</p></div>`))[0]?.[1]).toBe(text);
  });

  it('tells when it was written', () => {
    const inside = '<div class="comment"><b>Orla</b><time datetime="2026-03-08T13:02:00Z"></time><p>Twelve.</p></div>';
    expect(extract(list(inside)).draft.comments[0]?.published).toBe(Date.UTC(2026, 2, 8, 13, 2));
  });

  it('is not the box that holds them all', () => {
    const node = (name: string, text: string, more = ''): string =>
      `<div class="comment-node"><span class="user">${name}</span><p>${text}</p>${more}</div>`;
    const tree = `<div class="comment-tree">${node('Orla', 'Twelve.', `<div class="replies">${node('Jon', 'Eleven.')}</div>`)}${node('Ida', 'Who counts?')}</div>`;
    expect(said(list(tree))).toEqual([
      ['Orla', 'Twelve.', 0],
      ['Jon', 'Eleven.', 1],
      ['Ida', 'Who counts?', 0],
    ]);
  });
});

describe('a thread of a forum', () => {
  const post = (name: string, text: string, heading: string): string =>
    `<div class="post"><div class="profile"><a class="username" href="#">${name}</a></div><h3>${heading}</h3><p class="author">by ${name} » 8 Mar 2026, 13:02</p><div class="content">${text}</div><div class="signature">Two sheds, one gull</div></div>`;
  const title = '<h2 class="topic-title">Gulls in the engine room</h2>';
  const url = 'https://forum.example/viewtopic.php?t=1';

  it('is its opening post, with the others as comments', () => {
    const page = pageWith(
      `${title}${post('orla', body, 'Gulls in the engine room')}${post('jon', 'Shut the hatch.', 'Re: Gulls in the engine room')}${post('ida', 'Feed them elsewhere.', 'Re: Gulls in the engine room')}`,
      '<title>Gulls in the engine room</title>',
    );
    expect(said(page, url)).toEqual([
      ['jon', 'Shut the hatch.', 0],
      ['ida', 'Feed them elsewhere.', 0],
    ]);
    expect(extract(page, { url }).draft.text).not.toContain('Shut the hatch');
  });

  it('is none where every post has a headline of its own', () => {
    const page = pageWith(
      `<h1>Harbour notes</h1>${post('orla', body, 'Gulls again, and what they want')}${post('jon', body, 'The tea on the six o’clock boat')}`,
    );
    expect(said(page, url)).toEqual([]);
  });
});

describe('structured data', () => {
  it('tells the comments that the page does not show', () => {
    const comment = {
      '@type': 'Comment',
      text: '<p>I counted <b>twelve</b>.</p>',
      author: { '@type': 'Person', name: 'Orla' },
      dateCreated: '2026-03-08T13:02:00Z',
      comment: { '@type': 'Comment', text: 'You did not.', author: { name: 'Jon' } },
    };
    const node = { '@type': 'NewsArticle', headline: 'A quiet morning in the harbour of Skarre', comment: [comment] };
    const head = `<script type="application/ld+json">${JSON.stringify(node)}</script>`;
    const page = articleWith({ head });
    expect(said(page)).toEqual([
      ['Orla', 'I counted twelve.', 0],
      ['Jon', 'You did not.', 1],
    ]);
    expect(extract(page).draft.comments[0]?.published).toBe(Date.UTC(2026, 2, 8, 13, 2));
  });
});

describe('the number of comments', () => {
  const count = (page: Parameters<typeof articleWith>[0]): number | null =>
    extract(articleWith(page)).draft.commentCount;

  it.each([
    ['a link to them', '<a href="#comments"><i class="icon"></i> 38</a>', 38],
    ['a line beside others', '<p>Filed under Birds | 3 comments | Print</p>', 3],
    ['brackets', '<a href="#c">Comentarios (1.047)</a>', 1_047],
    ['a number in a button', '<div class="comments-button"><button>41</button></div>', 41],
    ['an attribute', '<div data-comment-count="7"></div>', 7],
    ['digits of another script', '<div class="meta">٧ تعليقات</div>', 7],
    ['Japanese', '<span>12件のコメント</span>', 12],
    ['nothing said yet', '<div>Be the first to comment</div>', 0],
  ])('is read from %s', (_what, before, wanted) => {
    expect(count({ before })).toBe(wanted);
  });

  it('is at least what the page holds', () => {
    const after =
      '<div id="comments"><h3>Comments (1)</h3><div class="comment"><b>Orla</b><p>Twelve.</p><ul><li class="comment"><b>Jon</b><p>Eleven.</p></li></ul></div></div>';
    expect(count({ after })).toBe(2);
  });

  it('is not that of a teaser', () => {
    const after =
      '<div class="related"><a href="/x">Nine gulls are enough</a> <a href="/x#comments">12 comments</a></div>';
    expect(count({ after })).toBeNull();
  });

  it('comes from structured data first', () => {
    const node = {
      '@type': 'NewsArticle',
      headline: 'A quiet morning in the harbour of Skarre',
      interactionStatistic: {
        '@type': 'InteractionCounter',
        interactionType: 'https://schema.org/CommentAction',
        userInteractionCount: 9,
      },
    };
    expect(
      count({
        head: `<script type="application/ld+json">${JSON.stringify(node)}</script>`,
        before: '<a href="#comments">3</a>',
      }),
    ).toBe(9);
  });
});
