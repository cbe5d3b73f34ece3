import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith, paragraphs, textOf } from './sample-page.ts';

const whole = paragraphs.join('\n\n');
const heading = '<h1>A quiet morning in the harbour of Skarre</h1>';
const other =
  'Some other words that stand here about lighthouses and lamps, which were all painted green in the year of the storm.';

describe('old pages', () => {
  it('give the first of several posts on a blog’s front page', () => {
    const post = (title: string, text: string): string =>
      `<div class="post"><h2><a href="/${title.length}">${title}</a></h2><div>${text}</div><p>posted by Ana at 10:31 AM</p></div>`;
    const others = ['A post about lamps', 'Another post about nets'].map((title) =>
      post(title, `<p>${other} ${title}.</p>`.repeat(3)),
    );
    const page = pageWith(`<h1><a href="/">Keeper</a></h1><div>${post('Quiet harbour', body)}${others.join('')}</div>`);
    expect(textOf(page)).toBe(whole);
  });

  it('give the cell of the article, not the columns beside it', () => {
    const page = `<table><tr><td><a href="/a">Home</a><br>Do you like gulls?</td><td>${heading}${body}</td><td><b>About us</b><br>${other}<br><br><a href="/z">Advertise here</a></td></tr></table>`;
    expect(textOf(pageWith(page))).toBe(whole);
  });

  it.each([
    ['behind a heading', `<p><b>Comments</b></p><p>Posted by: Anna | May 3, 2005 10:31 AM</p><p>${other}</p>`],
    [
      'that name the writer first',
      `<p>Comments:</p><p><b>Anna</b> wrote on May 4, 2005 at 10:31 AM:</p><p>${other}</p>`,
    ],
  ])('give no comments %s, though nothing sets them apart', (_what, after) => {
    expect(textOf(pageWith(`<div>${heading}${body}${after}</div>`))).toBe(whole);
  });

  it('leave out how a blog says where it filed a post', () => {
    const after =
      '<p>This entry was posted on Monday, March 3rd, 2008 and is filed under Island. You can follow any responses to this entry through a feed.</p>';
    expect(textOf(articleWith({ after }))).toBe(whole);
  });
});

describe('boxes without telling names', () => {
  it.each([
    [
      'a newsletter box, known by its field',
      '<div class="css-1f2"><p>The best stories of the island, delivered every single morning.</p><form><input type="email"><button>Go</button></form></div>',
    ],
    ['an italic line under a picture', '<p><img src="/g.jpg"><br><em>A gull sits on the mole in Skarre.</em></p>'],
  ])('are left out: %s', (_what, box) => {
    expect(textOf(pageWith(`<main>${heading}<div>${body.replace('</p>\n', `</p>${box}\n`)}</div></main>`))).toBe(whole);
  });
});

describe('names that lie', () => {
  it.each([
    [
      'the page has a sidebar',
      'class="has-sidebar menu modal-open"',
      `<main class="content-promo">${heading}${body}</main>`,
    ],
    [
      'the body is called a widget',
      '',
      `<div class="share-article-body">${heading}<div class="widget social">${body}</div></div>`,
    ],
    [
      'the layout speaks of the sidebar beside the text',
      '',
      `<div class="sidebar-left-layout"><div>${heading}${body}</div><div class="sidebar"><p>${other}</p></div></div>`,
    ],
  ])('do not cost the body: %s', (_what, attributes, inside) => {
    const page = pageWith(inside).replace('<body>', `<body ${attributes}>`);
    expect(extract(page).draft.text).toBe(whole);
  });
});
