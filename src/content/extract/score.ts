/** How much each block looks like a part of an article, and where the article therefore is. */
import { type Block, isProse, sumUp } from './blocks.ts';
import { isEntry, leadsAway } from './live-entries.ts';
import { holds, type Phrase, type PhraseIndex, plainWords } from './phrases.ts';
import { named } from './tokens.ts';
import { attribute, contains, type PageElement, type PageTree, upward } from './tree.ts';

/** More text than this says no more: one endless block must not outweigh a whole article. */
const enough = 600;
/** A sentence of boilerplate is short; a paragraph that only mentions cookies is not. */
const boilerplateLimit = 400;

/** Texts are asked about twice and more, for the score and by the filters; looking through them costs most of the time. */
const answers = new Map<string, Phrase | null>();
let answersFor: PhraseIndex | null = null;
const maxAnswers = 10_000;

function boilerplateIn(text: string, phrases: PhraseIndex): Phrase | null {
  if (answersFor !== phrases || answers.size > maxAnswers) answers.clear();
  answersFor = phrases;
  const known = answers.get(text);
  if (known !== undefined) return known;
  const phrase = holds(plainWords(text), phrases);
  answers.set(text, phrase);
  return phrase;
}

/** True for cookie notes, sign-up lines, copyright and their like. */
export function isBoilerplate(block: Block, phrases: PhraseIndex): boolean {
  if (block.size >= boilerplateLimit || block.kind === 'pre') return false;
  const phrase = boilerplateIn(block.text, phrases);
  if (phrase === null) return false;
  // An article about a newsletter says so in whole sentences without links; a sign-up line is short or links.
  return !phrase.weak || block.linkSize > 0 || block.size < 140;
}

/** One block's worth; negative for what stands between articles and menus. */
function scoreBlock(block: Block, phrases: PhraseIndex): number {
  if (block.kind === 'image') return 0;
  if (block.kind === 'heading') return block.linkSize > 0.5 * block.size ? -4 : 0;
  const plain = block.size - block.linkSize;
  if (block.linkSize > 0.55 * block.size) return -(10 + Math.min(block.size, 300));
  if (isBoilerplate(block, phrases)) return -15;
  if (block.size < 25 && !/[.!?…。！？؟।:]["”»')\]]?$/.test(block.text))
    return -(3 + Math.min(1, plain / 25) + block.linkSize);
  const base = Math.min(enough, plain) - 0.6 * block.linkSize;
  if (block.kind === 'item' || block.kind === 'cell') return base * 0.6;
  return block.kind === 'paragraph' ? base + 15 : base;
}

/** Rows of look-alike boxes with a headline link each: teasers, not paragraphs. Marks each box. */
function findCards(tree: PageTree, sizes: Float64Array, headlineLinks: Float64Array): Uint8Array {
  const cards = new Uint8Array(tree.elements.length);
  for (const parent of tree.elements) {
    if (parent.children.length < 3) continue;
    const groups = new Map<string, PageElement[]>();
    for (const child of parent.children) {
      if (child.tag === null || child.tag === 'p' || (sizes[child.index] ?? 0) === 0) continue;
      if ((sizes[child.index] ?? 0) >= 700 || (headlineLinks[child.index] ?? 0) === 0) continue;
      // The first class is the kind; those behind it may differ from card to card.
      const key = `${child.tag} ${(attribute(child, 'class').trim().split(/\s/, 1)[0] ?? '').replace(/\d+/g, '')}`;
      const group = groups.get(key);
      if (group) group.push(child);
      else groups.set(key, [child]);
    }
    for (const group of groups.values()) if (group.length >= 3) for (const card of group) cards[card.index] = 1;
  }
  return cards;
}

/** The blocks that stand in cards. */
function blocksInCards({ tree, blocks, sizes }: Page): Set<Block> {
  const links = sumUp(tree, blocks, (block) =>
    Number(block.linkSize >= 18 && (block.kind === 'heading' || block.linkSize > 0.8 * block.size)),
  );
  const isCard = findCards(tree, sizes, links);
  const inCard = new Uint8Array(isCard.length);
  let end = -1;
  for (const { index, last } of tree.elements) {
    if (isCard[index]) end = Math.max(end, last);
    inCard[index] = Number(end >= index);
  }
  return new Set(blocks.filter((block) => inCard[block.parent.index] === 1));
}

/** This much prose outside of cards is an article, however many cards stand below it. */
const enoughOutside = 1_500;
/** A notice of one sentence, on a page that says that it is an article. */
const notice = 60;
/** Teasers tell less than this of their articles; entries of a list written by hand tell more. */
const teaserSize = 200;

export interface Scores {
  /** The score of every element: that of all blocks in it. */
  readonly scores: Float64Array;
  /** The blocks that stand in cards; empty where cards are most of the page. */
  readonly cards: ReadonlySet<Block>;
}

const noCards: ReadonlySet<Block> = new Set();

/** What is scored: the blocks that pruning left of a page. */
interface Page {
  readonly tree: PageTree;
  readonly blocks: readonly Block[];
  /** How much text stands in every element. */
  readonly sizes: Float64Array;
  readonly phrases: PhraseIndex;
  /** True where the page says that it is an article. */
  readonly claimed: boolean;
}

/** Scores every element of the page. */
export function scoreElements(page: Page): Scores {
  const { tree, blocks, phrases, claimed } = page;
  const inCards = blocksInCards(page);
  const prose = (block: Block): number => (isProse(block) ? block.size : 0);
  let outside = 0;
  let all = 0;
  for (const block of blocks) {
    all += prose(block);
    if (!inCards.has(block)) outside += prose(block);
  }
  const short = claimed && [...inCards].every((block) => block.size - block.linkSize <= teaserSize);
  const enough = short ? notice : Math.max(300, Math.min(enoughOutside, 0.2 * all));
  const cards = outside >= enough ? inCards : noCards;
  const scores = sumUp(tree, blocks, (block) => {
    const score = scoreBlock(block, phrases);
    return cards.has(block) ? Math.min(score, -10) : score;
  });
  return { scores, cards };
}

/** What an element's own name says for it being the body. */
function prior(element: PageElement): number {
  const property = attribute(element, 'itemprop');
  if (property !== '' && property.toLowerCase().split(/\s+/).includes('articlebody')) return 1.25;
  if (['p', 'span', 'a', 'li', 'body', 'html', 'td'].includes(element.tag)) return 1;
  if (named(element).has('body')) return 1.15;
  return element.tag === 'article' || attribute(element, 'role') === 'article' ? 1.06 : 1;
}

export interface Scored {
  readonly tree: PageTree;
  readonly blocks: readonly Block[];
  readonly scores: Float64Array;
  readonly title: PageElement | null;
}

function score(scored: Scored, element: PageElement): number {
  return scored.scores[element.index] ?? 0;
}

function best(scored: Scored): PageElement {
  let winner = scored.tree.root;
  let value = Number.NEGATIVE_INFINITY;
  for (const element of scored.tree.elements) {
    const own = score(scored, element);
    const weighed = own > 0 ? own * prior(element) : own;
    // Ties go to the deepest: an only child says the same as its parent, with less round it.
    if (weighed > value || (weighed === value && contains(winner, element))) {
      winner = element;
      value = weighed;
    }
  }
  return winner;
}

/** One paragraph of several side by side: what stands round them may cost more than the others are worth. */
function notOneParagraph(scored: Scored, winner: PageElement): PageElement {
  const { parent } = winner;
  if (winner.tag !== 'p' || !parent) return winner;
  const others = parent.children.some((child) => child.tag === 'p' && child !== winner && score(scored, child) >= 40);
  return others ? parent : winner;
}

/** A tiny winner inside an element that calls itself the body: the body it is. */
function climb(scored: Scored, winner: PageElement): PageElement {
  if (score(scored, winner) >= 600) return winner;
  for (const outer of upward(winner.parent)) {
    if (prior(outer) >= 1.15 && score(scored, outer) > 0.5 * score(scored, winner)) return outer;
  }
  return winner;
}

/** A thin winner away from the headline: what stands with the headline is more likely meant. */
function regionOfTitle(scored: Scored, winner: PageElement): PageElement {
  const { title } = scored;
  if (!title || score(scored, winner) >= 1_200 || contains(winner, title)) return winner;
  for (const outer of upward(title.parent)) {
    if (contains(outer, winner)) return winner;
    if (score(scored, outer) >= Math.max(100, 0.35 * score(scored, winner))) return outer;
  }
  return winner;
}

/** Where at least half of the score stands with the headline and the rest is scattered or links: only that half. */
function narrowToTitle(scored: Scored, winner: PageElement): PageElement {
  const { title } = scored;
  if (!title || !contains(winner, title) || title === winner) return winner;
  let inner: PageElement | null = null;
  for (const outer of upward(title.parent)) {
    if (outer === winner) break;
    if (score(scored, outer) >= 0.5 * score(scored, winner)) {
      inner = outer;
      break;
    }
  }
  if (!inner) return winner;
  let prose = 0;
  let size = 0;
  let links = 0;
  for (const block of scored.blocks) {
    if (!contains(winner, block.parent) || contains(inner, block.parent)) continue;
    size += block.size;
    links += block.linkSize;
    if (block.size >= 120 && block.linkSize < 0.2 * block.size) prose += block.size;
  }
  const scattered = prose < 0.5 * size || links > 0.3 * size;
  return scattered ? inner : winner;
}

/** Several articles in one element: the one with the headline, else the first that is no mere teaser. */
function firstArticle(scored: Scored, winner: PageElement): PageElement {
  const articles: PageElement[] = [];
  for (let at = winner.index + 1; at <= winner.last; at++) {
    const element = scored.tree.elements[at] as PageElement;
    if (element.tag !== 'article' && attribute(element, 'role') !== 'article') continue;
    articles.push(element);
    at = element.last;
  }
  const full = articles.filter((article) => score(scored, article) >= 250);
  if (full.length < 2) return winner;
  const inArticles = full.reduce((sum, article) => sum + score(scored, article), 0);
  if (inArticles < 0.7 * score(scored, winner)) return winner;
  const { title } = scored;
  if (title && articles.every((article) => title.index < article.index && isEntry(scored.tree, article))) return winner;
  return full.find((article) => title && contains(article, title)) ?? full[0] ?? winner;
}

/** True for an element of a blog's front page: it is called a post, and its heading leads to it. */
function isLinkedPost(scored: Scored, element: PageElement): boolean {
  if (!named(element).has('post') || score(scored, element) < 60) return false;
  const { elements } = scored.tree;
  for (let at = element.index + 1; at <= Math.min(element.last, element.index + 12); at++) {
    const inner = elements[at] as PageElement;
    if (/^h[1-4]$/.test(inner.tag)) return leadsAway(inner);
  }
  return false;
}

/** Several posts on one page, each under a heading that links to it: the one with the headline, else the first. */
function firstPost(scored: Scored, winner: PageElement): PageElement {
  const posts: PageElement[] = [];
  for (let at = winner.index + 1; at <= winner.last; at++) {
    const element = scored.tree.elements[at] as PageElement;
    if (!isLinkedPost(scored, element)) continue;
    posts.push(element);
    at = element.last;
  }
  if (posts.length < 2) return winner;
  const inPosts = posts.reduce((sum, post) => sum + score(scored, post), 0);
  const chosen = posts.find((post) => scored.title && contains(post, scored.title)) ?? posts[0];
  return chosen && inPosts >= 0.7 * score(scored, winner) && score(scored, chosen) >= 100 ? chosen : winner;
}

/** Old pages set their columns in the cells of one row: the cell that holds the headline and most of the text. */
function mainCell(scored: Scored, winner: PageElement): PageElement {
  if (['td', 'th'].includes(winner.tag)) return winner;
  const { title } = scored;
  for (const outer of upward(title && contains(winner, title) ? title.parent : null)) {
    if (outer === winner) return winner;
    if (outer.tag === 'td' && score(scored, outer) >= 0.6 * score(scored, winner)) return outer;
  }
  return winner;
}

/** The element that holds the article: the greatest sum of scores, put right in seven ways. */
export function pickContainer(scored: Scored): PageElement {
  let winner = best(scored);
  for (const step of [notOneParagraph, climb, regionOfTitle, narrowToTitle, firstArticle, firstPost, mainCell])
    winner = step(scored, winner);
  return winner;
}
