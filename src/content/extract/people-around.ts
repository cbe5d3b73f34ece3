/** What stands round the name in a byline: the label before it, and the card of another article that it may be part of. */
import { endsInHelpLabel, endsInPictureLabel, isHelpCredit, isPictureCredit } from './credits.ts';
import { isProfile } from './people-near.ts';
import { and } from './people-words.ts';
import { bare, collapse, contains, type PageElement, type PageNode, textOf, upward } from './tree.ts';

/** How far back a label is looked for, in pieces of text and in levels of elements. */
const farthest = 12;
const levels = 3;

const joint = new RegExp(`^(?:[,;&/|•·]|${and})*$`, 'iu');

function textOfNode(node: PageNode): string {
  return node.tag === null ? node.text.slice(-200) : textOf(node, 200);
}

/** What the words before or in an element say of whom it names: the pictures' maker, a helper, or nothing. */
export function taskOf(element: PageElement): 'pictures' | 'help' | null {
  if (isHelpCredit(textOf(element, 80))) return 'help';
  const behind = /^\s*[(（]([^()（）]{2,40})[)）]/.exec(textBehind(element))?.[1];
  if (behind !== undefined && isPictureCredit(behind)) return 'pictures';
  const before = textBefore(element);
  if (endsInPictureLabel(before)) return 'pictures';
  return endsInHelpLabel(before) ? 'help' : null;
}

/** The text of the node right behind an element: "Jo Wu (photos)". */
function textBehind(element: PageElement): string {
  const siblings = element.parent?.children ?? [];
  const next = siblings[siblings.indexOf(element) + 1];
  return next?.tag === null ? next.text.slice(0, 100) : '';
}

/** The text right before an element, over joints and colleagues that stand between: the label of a list is each one's. */
function textBefore(element: PageElement): string {
  let level = 0;
  for (const at of upward(element)) {
    const siblings = at.parent?.children ?? [];
    const from = siblings.indexOf(at);
    for (let step = from - 1; step >= Math.max(0, from - farthest); step--) {
      const node = siblings[step];
      const text = node ? collapse(textOfNode(node)) : '';
      const isColleague = node?.tag === element.tag && !endsInHelpLabel(text) && !endsInPictureLabel(text);
      if (!isColleague && !joint.test(text)) return text;
    }
    if (++level > levels) break;
  }
  return '';
}

/** More elements than a teaser has. */
const largestTeaser = 60;
/** Fewer characters than a headline has; a name and a section have them. */
const shortestHeadline = 20;

/** True for a byline in the card of another article: one with a headline of its own that leads there. */
export function isOfTeaser(element: PageElement, title: PageElement | null): boolean {
  if (!title) return false;
  for (const outer of upward(element.parent)) {
    if (outer.last - outer.index > largestTeaser || contains(outer, title)) return false;
    const others = headlines(outer).filter((link) => !contains(element, link) && !isProfile(link));
    // A list of cards says nothing of the byline beside it, and the article's own headline may stand there again.
    if (others.length > 1) return false;
    if (others.some((link) => bare(textOf(link, 300)) !== bare(textOf(title, 300)))) return true;
  }
  return false;
}

/** Links in headings, or headings in links, that are as long as headlines. */
function headlines(outer: PageElement): PageElement[] {
  const found: PageElement[] = [];
  const visit = (at: PageElement, heading: boolean, link: PageElement | null): void => {
    for (const child of at.children) {
      if (child.tag === null) continue;
      const isHeading = heading || /^h[2-6]$/.test(child.tag);
      const within = child.tag === 'a' ? child : link;
      if (isHeading && within && textOf(within, 200).length >= shortestHeadline) found.push(within);
      else visit(child, isHeading, within);
    }
  };
  visit(outer, false, null);
  return found;
}
