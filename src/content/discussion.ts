/** A discussion from outside, as clean() makes a draft: no string of it can harm a terminal, and all of it is bounded. */
import type { Comment, Discussion } from '../core/article.ts';
import { cleanComment, shorten } from './clean.ts';
import { plainText, textWriter } from './plain.ts';
import { readHtml } from './read-html.ts';

/** More than anybody reads, and what an article's body can bear. */
const maxComments = 2_000;
/** Answers to answers; what lies deeper stands side by side. */
const maxDepth = 100;
/** In UTF-16 units: what is longer is no comment. */
const maxText = 20_000;
/** All of them together: a viewer lays them out at once. */
const maxAllText = 2_000_000;
/** Beyond it nobody counts. */
const maxCount = 1_000_000_000;

/** The discussion with texts of HTML as plain ones, paragraphs parted by a blank line. */
export function cleanDiscussion({ comments, commentCount }: Discussion): Discussion {
  return bounded(comments, commentCount, (comment) => ({ ...comment, text: textOf(comment.text) }));
}

/** The discussion that stands on a page, whose texts are plain ones already. */
export function cleanPageDiscussion({ comments, commentCount }: Discussion): Discussion {
  return bounded(comments, commentCount, (comment) => comment);
}

function bounded(comments: readonly Comment[], count: number | null, read: (comment: Comment) => Comment): Discussion {
  return {
    comments: withoutEmpty(fitting(cleaned(comments, read), maxComments, maxAllText)),
    commentCount: count !== null && count <= maxCount ? count : null,
  };
}

/**
 * What a feed of comments tells, under what is kept from before its time: a feed holds only the latest, and what has left it is
 * not gone. Where one of them has no date nothing says what came before.
 */
export function withOlder(kept: readonly Comment[], told: readonly Comment[]): readonly Comment[] {
  if (told.length === 0 || told.some(({ published }) => published === null)) return told;
  const oldest = told.reduce((least, { published }) => Math.min(least, published ?? least), Number.POSITIVE_INFINITY);
  // A page may have said another time of the same comment.
  const words = new Set(told.map(wordsOf));
  const older = kept.filter((comment) => (comment.published ?? oldest) < oldest && !words.has(wordsOf(comment)));
  return [...fitting(older, maxComments - told.length, maxAllText - lengthOf(told)), ...told];
}

function wordsOf({ author, text }: Comment): string {
  return `${author ?? ''}\n${text}`;
}

function lengthOf(comments: readonly Comment[]): number {
  return comments.reduce((sum, { text }) => sum + text.length, 0);
}

/** The first of them, as many as have room. */
function fitting(comments: Iterable<Comment>, count: number, length: number): readonly Comment[] {
  let left = length;
  const kept: Comment[] = [];
  for (const comment of comments) {
    left -= comment.text.length;
    if (left < 0 || kept.length >= count) break;
    kept.push(comment);
  }
  return kept;
}

/** One after the other, so that none is read that has no room. */
function* cleaned(comments: readonly Comment[], read: (comment: Comment) => Comment): Generator<Comment> {
  for (const given of comments) {
    const { author, published, text, depth } = cleanComment(read(given));
    yield { author, published, text: shorten(text, maxText), depth: Math.min(depth, maxDepth) };
  }
}

/** The text of a comment. An address that a site cut short to show it stands there whole: nothing else holds it. */
function textOf(html: string): string {
  if (!/<a\s/i.test(html)) return plainText(html);
  const { sink, text } = textWriter();
  let address = '';
  readHtml(html, null, {
    open(tag, attributes) {
      if (tag === 'a') address = attributes.find(([name]) => name === 'href')?.[1] ?? '';
      sink.open(tag, attributes);
    },
    close(tag) {
      if (tag === 'a') address = '';
      sink.close(tag);
    },
    text(piece) {
      const isCut = isCutFrom(address, piece.trim());
      sink.text(isCut ? address : piece);
      // Once only: an address that stood for each of a thousand words would grow without bound.
      if (isCut) address = '';
    },
  });
  return text();
}

const beforeHost = /^https?:\/\/(?:www\.)?/i;

/** Whether these words are the beginning of the address, its host at least, and end in an ellipsis. */
function isCutFrom(address: string, words: string): boolean {
  if (address === '' || !/(?:\.\.\.|…)$/.test(words)) return false;
  const shown = words.replace(/(?:\.\.\.|…)$/, '').replace(beforeHost, '');
  return shown.includes('/') && address.replace(beforeHost, '').startsWith(shown);
}

/** What was taken away is kept where it was answered: without it the answers would seem to be to another comment. */
function withoutEmpty(comments: readonly Comment[]): readonly Comment[] {
  const kept: Comment[] = [];
  for (const comment of comments.toReversed()) {
    const next = kept.at(-1);
    if (comment.text !== '' || (next && next.depth > comment.depth)) kept.push(comment);
  }
  return kept.reverse();
}
