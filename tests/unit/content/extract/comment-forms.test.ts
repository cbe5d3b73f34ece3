import { describe, expect, it } from 'vitest';
import { articleWith, extract } from './sample-page.ts';

const said = 'The tea at six is worth the boat, whatever the gulls may say about it.';
const one = (inside: string): string =>
  `<li class="comment" id="comment-1"><cite class="fn">Bob Brown</cite> <time datetime="2026-03-09">9 March</time><div class="comment-content">${inside}</div></li>`;

function read(inside: string): { readonly texts: readonly string[]; readonly count: number | null } {
  const { comments, commentCount } = extract(articleWith({ after: `<div id="comments">${inside}</div>` })).draft;
  return { texts: comments.map(({ text }) => text), count: commentCount };
}

describe('what stands among comments and is none', () => {
  it.each([
    '<div class="comment-respond"><h3>Leave a Reply</h3><p class="comment-notes">Your email address will not be published. Required fields are marked *</p></div>',
    '<div class="comment-box"><h2>コメント</h2><p>コメントする</p></div>',
    '<ul><li class="comment-rule">Keep it clean.</li><li class="comment-rule">Don’t threaten.</li></ul>',
  ])('are the words of the form: %#', (form) => {
    expect(read(form)).toEqual({ texts: [], count: null });
    expect(read(`${form}<ol>${one(`<p>${said}</p>`)}</ol>`).texts).toEqual([said]);
  });

  it('is a second element of the same comment', () => {
    const threads = `<h2>Vos commentaires</h2><ul class="forum"><li class="forum-fil"><ul><li class="forum-message"><div class="forum-chapo"><strong>Bob Brown</strong></div><div class="forum-texte"><p>${said}</p></div></li></ul></li></ul>`;
    expect(read(threads).texts).toEqual([said]);
  });
});

it('a number of responses is one of comments', () => {
  const before = '<button aria-label="responses"><p><span class="pw-responses-count x1">18</span></p></button>';
  expect(extract(articleWith({ before })).draft.commentCount).toBe(18);
});
