/** Threads of a forum: the opening post is the article, the posts below it are its comments. */
import { isCreditsLine, isDateLine } from './line-shapes.ts';
import { oneOf, wholeWord } from './name-words.ts';
import type { Measured } from './prune.ts';
import { isNamed } from './tokens.ts';
import { attribute, bare, type PageElement, textOf } from './tree.ts';

const forumName = new RegExp(`(?:^|[\\W_])${oneOf('forum')}(?:$|[\\W_])`, 'i');
const speakerName = wholeWord('speaker');

/** True for a page that calls itself a thread: in its address or on its outer elements. */
function isThread({ tree }: Measured, url: string | null): boolean {
  const place = URL.parse(url ?? '');
  if (place && forumName.test(`${place.hostname}${place.pathname}`)) return true;
  return tree.elements
    .slice(0, 40)
    .some((element) => forumName.test(`${attribute(element, 'class')} ${attribute(element, 'id')}`));
}

/** The kind of an element among its siblings: its tag and first class, without numbers. */
function kindOf(element: PageElement): string {
  return `${element.tag} ${(attribute(element, 'class').trim().split(/\s/, 1)[0] ?? '').replace(/\d+/g, '')}`;
}

/** True for an element that says who speaks and when. */
function isPost({ tree }: Measured, element: PageElement): boolean {
  const inner = tree.elements.slice(element.index + 1, element.last + 1);
  const speaker = inner.some((one) => speakerName.test(attribute(one, 'class')) || isNamed(one, 'byline'));
  return (
    speaker &&
    inner.some((one) => {
      if (one.tag === 'time') return true;
      const text = one.last - one.index < 10 ? textOf(one, 200) : '';
      return text !== '' && (isDateLine(text) || isCreditsLine(text));
    })
  );
}

/** Below a thread's headline every heading repeats it ("Re: …"); the posts of a blog have headlines of their own. */
function isAnswer({ tree, title }: Measured, element: PageElement): boolean {
  const asked = title ? bare(textOf(title, 500)) : '';
  return tree.elements
    .slice(element.index + 1, element.last + 1)
    .every((one) => !/^h[1-4]$/.test(one.tag) || bare(textOf(one, 500)).endsWith(asked));
}

/** Most posts that a page of a thread shows. */
const maxPosts = 500;

/** The posts below the opening one, in the order of the page; none where the page is no thread. */
export function forumAnswers(page: Measured, url: string | null): PageElement[] {
  if (!isThread(page, url)) return [];
  for (const parent of page.tree.elements) {
    const children = parent.children.flatMap((child) => (child.tag === null ? [] : [child]));
    const first = children.find((child) => (page.prose[child.index] ?? 0) > 0 && isPost(page, child));
    if (!first) continue;
    const posts = children.filter((child) => kindOf(child) === kindOf(first)).slice(0, maxPosts);
    const answers = posts.slice(posts.indexOf(first) + 1).filter((post) => isPost(page, post));
    if (answers.length === 0 || !answers.every((answer) => isAnswer(page, answer))) continue;
    const { title } = page;
    if (title && title.index > first.last) continue;
    return answers;
  }
  return [];
}
