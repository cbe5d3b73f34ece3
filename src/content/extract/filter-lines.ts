/** Which single lines inside an article are not of it: promotions, boilerplate, credits, biographies, repetitions. */
import people from '../../../data/extract/people.json' with { type: 'json' };
import times from '../../../data/extract/times.json' with { type: 'json' };
import { type Block, isProse } from './blocks.ts';
import { startsWithPosted } from './comment-words.ts';
import { isAgoLine, isClockLine, isDateLine, isMachineLine, isShareLine } from './line-shapes.ts';
import { fromUpdateWord } from './moments.ts';
import { alternatives, pictureWords, withoutBy } from './people-words.ts';
import { beginsWith, holds, type PhraseIndex, phrasesFor, plainWords } from './phrases.ts';
import { isBoilerplate } from './score.ts';
import { attribute, type PageElement, upward } from './tree.ts';

/** What the filters need to know of a page. */
export interface Place {
  readonly language: string | null;
  /** The page's host, "" where unknown: relative links are its own in any case. */
  readonly host: string;
  /** The authors' names: a line that says only one of them is a byline, wherever it stands. */
  readonly authors: readonly string[];
  /** True where the texts under pictures are what the page tells. */
  readonly captions: boolean;
  readonly titleText: string;
  /** True where the page tells machines that it is an article. */
  readonly claimed: boolean;
}

/** True for a link that stays on the site. */
export function isOwnLink(href: string, host: string): boolean {
  const address = /^(?:https?:)?\/\/([^/?#]+)/i.exec(href.trim());
  if (!address) return !/^(?:mailto|tel|javascript|data):/i.test(href.trim());
  if (host === '') return false;
  const other = (address[1] ?? '').toLowerCase().replace(/^www\./, '');
  const own = host.toLowerCase().replace(/^www\./, '');
  return other === own || other.endsWith(`.${own}`) || own.endsWith(`.${other}`);
}

/** The share of a line that is link text; what parts links from each other counts with them. */
function linkedShare(block: Block): number {
  if (block.size === 0) return 0;
  // "[ 2002 report ] [ Results ]": whatever stands between links, no letter is a sentence.
  const plain = block.pieces.some(({ node, link }) => node && !link && /[\p{L}\p{N}]/u.test(node.text));
  return plain ? Math.min(1, (block.linkSize + 3 * Math.max(0, block.links.length - 1)) / block.size) : 1;
}

const agencies = alternatives(people.agencies);
const credit = new RegExp(`^\\W{0,3}(?:${agencies})(?:\\b.{0,60})?$`, 'u');
/** "… 솔래군 제공": in some languages a credit ends with the word for it. */
const creditEnding = new RegExp(`[\\s。！]\\S{1,20}\\s?(?:${alternatives(people.creditEndings)})[.)）]?$`, 'u');
/** "The harbor at dawn. Video: Orla Venn". */
const creditLast = new RegExp(
  `[.!?…]\\s(?i:${pictureWords})\\s?:\\s?\\p{Lu}[\\p{L}\\p{M}’'.-]*(?:\\s\\p{Lu}[\\p{L}\\p{M}’'.-]*){0,3}$`,
  'u',
);
const creditInBrackets = new RegExp(
  `^[([].{0,80}(?:(?:^|[^\\p{L}])(?:${pictureWords}|${agencies}|${alternatives(people.sources)})(?:$|[^\\p{L}]).{0,60})[)\\]]\\.?$`,
  'iu',
);

function isCredit(block: Block, line: string, credits: PhraseIndex): boolean {
  if (block.size > 200 || block.kind === 'heading') return false;
  const sentence = /\p{Ll}[.!?]$/u.test(block.text);
  if (!sentence && credit.test(block.text) && block.size < 80 && /[/|,]/.test(block.text)) return true;
  if (block.size < 120 && (creditEnding.test(block.text) || creditLast.test(block.text))) return true;
  return beginsWith(line, credits) !== null || creditInBrackets.test(block.text);
}

/** "Read also" in an element of its own with nothing between it and the headline that it leads to. */
function isLabelOf(block: Block, promos: PhraseIndex): boolean {
  const [label, next] = block.pieces.filter(({ node }) => node && /\S/.test(node.text));
  if (!label?.node || !next?.link || label.link === next.link) return false;
  const said = plainWords(label.node.text).trim();
  return said !== '' && beginsWith(said, promos) === said;
}

/** A line that leads elsewhere: it begins like one ("Read more:") and is short or linked, or it is nothing but a link. */
function isPromo(block: Block, line: string, place: Place, promos: PhraseIndex): boolean {
  if (block.kind === 'pre' || block.kind === 'cell') return false;
  const opening = beginsWith(line, promos);
  if (opening === null && block.links.length === 0) return false;
  const share = linkedShare(block);
  if (opening === null && block.size < 300 && isLabelOf(block, promos)) return true;
  if (opening !== null && block.size < 300) {
    const rest = line.slice(opening.length);
    if (/^\s*[:：|»>→]/.test(rest) && (share > 0.2 || block.size < 160)) return true;
    if (share > 0.5 || rest.replace(/[^\p{L}\p{N}]/gu, '') === '') return true;
  }
  if (share < 0.9 || block.links.length === 0) return false;
  const own = block.links.every((link) => isOwnLink(attribute(link, 'href'), place.host));
  if (block.kind === 'heading') return own && !block.links.some((link) => attribute(link, 'href').startsWith('#'));
  return own || /^[^\p{Ll}]{12,}$/u.test(block.text);
}

/** True for a line that begins with the family name, or has the whole one: somebody else may bear the same family name. */
function isSaidOf(name: string, line: string): boolean {
  const whole = name.toLowerCase();
  return line.startsWith(`${whole.split(' ').at(-1)} `) || line.includes(whole);
}

/** Lines about the writer, near the end; a sentence with quotation marks speaks of somebody in the story. */
function isBiography(block: Block, line: string, bios: PhraseIndex, authors: readonly string[]): boolean {
  if (block.size > 500 || block.kind === 'heading' || block.quote || /[“”«»„]|"\S/.test(block.text)) return false;
  // A line that begins with the writer's whole name, perhaps behind "Dr", and goes on introduces the writer.
  const untitled = line.replace(/^\p{L}{1,5}\.? /u, '');
  const own = (name: string): boolean => [line, untitled].some((one) => one.startsWith(`${name.toLowerCase()} `));
  if (authors.some((name) => name.includes(' ') && own(name))) return true;
  // Who the writer is stands right behind the name; further on, "writes about" is part of a story.
  const start = line.slice(0, 70).split(/[.!?] /, 1)[0] ?? '';
  const phrase = holds(start, bios);
  // Others live somewhere and found things, too: such a phrase counts only where it is said of the writer.
  return phrase !== null && (!phrase.weak || authors.some((name) => isSaidOf(name, start)));
}

function isPicturesText(block: Block): boolean {
  if (block.kind === 'caption') return true;
  if (!block.figure || block.quote || block.kind === 'cell' || block.kind === 'pre') return false;
  return block.size < 300;
}

/** "Updated 5 March 2026", "Posted on 3.3.": a line that only says when. */
function isUpdate({ text }: Block): boolean {
  if (!/\d/.test(text)) return false;
  const change = fromUpdateWord(text);
  return (change !== null && text.length - change.length <= 8) || startsWithPosted(text);
}

/** A line of next to nothing but a <time>: when the entry of a live report or a box was written; "Prep: 20 minutes" is none. */
function isStamp(block: Block): boolean {
  if (block.size >= 60 || !/\d/.test(block.text) || block.kind === 'heading' || block.parent.tag === 'li') return false;
  if (/\p{L}\s?[:：]\s/u.test(block.text)) return false;
  const stamped = block.pieces.flatMap(({ node }) =>
    node && upward(node.parent).some(({ tag }) => tag === 'time') ? [node.text.trim()] : [],
  );
  return stamped.join(' ').length > 0.6 * block.text.length;
}

function isSignature(block: Block, authors: readonly string[]): boolean {
  if (block.size > 90 || authors.length === 0) return false;
  const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '');
  const line = bare(withoutBy(block.text));
  if (line === '') return false;
  if (authors.some((name) => bare(name) === line) || bare(authors.join('')) === line) return true;
  // "Ana Silva, Lisbon" and "Ana Silva, photos by the author" are no sentences.
  const rest = authors.some(
    (name) => name.includes(' ') && line.startsWith(bare(name)) && line.length - bare(name).length < 25,
  );
  return rest && block.size < 60 && !/[.!?]["”»]?$/.test(block.text);
}

/** "Tags: lace, bobbins" and other labels with what they label, below the text. */
function isLabelled(block: Block, line: string, late: boolean, labels: PhraseIndex): boolean {
  if (block.size > 200 || block.kind === 'heading') return false;
  const label = beginsWith(line, labels);
  if (label === null) return false;
  if (!/^\s*[:：]/.test(line.slice(label.length)))
    return late && block.links.length > 0 && block.linkSize >= 0.8 * (block.size - label.length - 1);
  return linkedShare(block) > 0.3 || (late && block.size < 120);
}

/** Counters, share buttons and times that stand alone in a line. */
function isShape(text: string): boolean {
  return isMachineLine(text) || isShareLine(text) || isClockLine(text) || isAgoLine(text);
}

/** "More on the railroads: https://…"; a street's number or a second sentence before it is what an article lists. */
const addressLast = /^[^\d.!?。]{1,90}[:：]\s*https?:\/\/\S+$/;
/** "gulls.example/orlavenn": where the writer is found. */
const account = /^[^\s/]+\.\p{L}{2,}\/\S+$/u;
/** "Copyright Skarre Post"; "Copyright law" and what a glossary says of it go on in small letters. */
const rightsFirst = new RegExp(`^(?i:${alternatives(times.rights)})(?![\\p{L}\\p{M}]|\\s?:?\\s\\p{Ll})`, 'u');

/** Among the last lines: where more is found, and whose the text is. */
function isColophon({ text, size }: Block): boolean {
  return (
    (size < 160 && addressLast.test(text)) || (size < 80 && account.test(text)) || (size < 60 && rightsFirst.test(text))
  );
}

/** Lines that no article needs wherever they stand. `late`: among the last few, where writers are introduced. */
function isForeign(block: Block, late: boolean, place: Place): boolean {
  if (block.kind === 'image') return false;
  if (!place.captions && isPicturesText(block)) return true;
  // A timetable's cells are clocks, and a table of networks names them.
  const isCell = block.kind === 'cell';
  if (isSignature(block, place.authors) || (!isCell && (isShape(block.text) || isStamp(block)))) return true;
  const line = plainWords(block.text);
  const of = (kind: Parameters<typeof phrasesFor>[0]): PhraseIndex => phrasesFor(kind, place.language);
  if (isPromo(block, line, place, of('promo')) || isLabelled(block, line, late, of('tailHeadings'))) return true;
  if (isBoilerplate(block, of('boilerplate'))) return true;
  if (isCredit(block, line, of('credit'))) return true;
  if (block.size < 90 && !isProse(block) && isUpdate(block)) return true;
  if (!late) return false;
  if (isColophon(block) || (block.size < 60 && isDateLine(block.text))) return true;
  return isBiography(block, line, of('bio'), place.authors);
}

/** A line between paragraphs that is one link and long enough for a headline. */
function isHeadlineLink(block: Block): boolean {
  return block.links.length === 1 && block.size >= 20 && linkedShare(block) >= 0.9 && block.kind !== 'caption';
}

/** True for a dropped line whose links lead to more on the subject. */
function isRelated(block: Block, promos: PhraseIndex): boolean {
  return beginsWith(plainWords(block.text), promos) !== null || isLabelOf(block, promos) || isHeadlineLink(block);
}

/** The blocks without lines that are not of the article, and the links of the lines that lead elsewhere. */
export function dropLines(
  blocks: readonly Block[],
  place: Place,
): { readonly kept: Block[]; readonly links: PageElement[] } {
  const words = blocks.filter((block) => block.kind !== 'image');
  const late = new Set(words.slice(-5));
  const kept: Block[] = [];
  const links: PageElement[] = [];
  const promos = phrasesFor('related', place.language);
  for (const block of blocks) {
    if (!isForeign(block, late.has(block), place)) kept.push(block);
    else if (block.links.length > 0 && isRelated(block, promos)) links.push(...block.links);
  }
  return { kept: dropRepeats(dropCopy(dropPhotoEndings(dropScraps(kept)))), links };
}

/**
 * Scraps of text between real paragraphs: names of boxes, counters, scores. Only where the page sets its paragraphs as
 * paragraphs, so that a short line in a bare element is known to be something else.
 */
function dropScraps(blocks: readonly Block[]): Block[] {
  let paragraphs = 0;
  let others = 0;
  for (const block of blocks) {
    if (block.kind === 'paragraph') paragraphs += block.size;
    else if (block.kind === 'text') others += block.size;
  }
  if (others > 0.2 * paragraphs) return [...blocks];
  return blocks.filter(
    (block) =>
      block.kind !== 'text' ||
      block.quote !== null ||
      block.size >= 25 ||
      /[.!?…。！？؟।:]["”»’)\]]?$/.test(block.text),
  );
}

const photoEnding = new RegExp(
  `\\s*[([](?:${pictureWords}|${alternatives(people.creditWords)})(?:s|\\s|:)[^()[\\]]{0,100}[)\\]]\\.?$`,
  'iu',
);

/** True for a line that says who took a picture, alone or behind what the picture shows. */
export function isPictureLine(block: Block, language: string | null): boolean {
  return isCredit(block, plainWords(block.text), phrasesFor('credit', language)) || photoEnding.test(block.text);
}

/** "(Photo: A. Name/Agency)" at the end of a paragraph goes; the paragraph stays. */
function dropPhotoEndings(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => {
    if (block.kind === 'image' || block.size < 60) return block;
    const end = block.text.slice(-130);
    if (!/[([]/.test(end)) return block;
    const text = end.replace(photoEnding, '');
    if (text.length === Math.min(block.text.length, 130)) return block;
    return { ...block, text: block.text.slice(0, -130) + text };
  });
}

/** A second copy of the whole text (one for telephones) goes: most blocks come again in the same order. */
function dropCopy(blocks: readonly Block[]): readonly Block[] {
  const prose = blocks.filter((block) => block.kind !== 'image' && block.size >= 40);
  const first = prose[0];
  const again = first ? prose.findIndex((block, at) => at > 0 && block.text === first.text) : -1;
  if (again < 3 || prose.length - again < 3) return blocks;
  const length = Math.min(again, prose.length - again);
  let same = 0;
  for (let at = 0; at < length; at++) if (prose[at]?.text === prose[again + at]?.text) same++;
  const start = prose[again];
  return same >= 0.8 * length && start ? blocks.slice(0, blocks.indexOf(start)) : blocks;
}

/** Long blocks said twice, and a block that only repeats what follows it piece by piece. Short ones may repeat. */
function dropRepeats(blocks: readonly Block[]): Block[] {
  const seen = new Set<string>();
  const once = blocks.filter((block) => {
    if (block.size < 200) return true;
    if (seen.has(block.text)) return false;
    seen.add(block.text);
    return true;
  });
  const largest = once.reduce<Block | null>((most, block) => (block.size > (most?.size ?? 499) ? block : most), null);
  if (!largest) return once;
  let covered = 0;
  for (const block of once) {
    if (block !== largest && block.size >= 60 && largest.text.includes(block.text)) covered += block.size;
  }
  return covered >= 0.8 * largest.size ? once.filter((block) => block !== largest) : once;
}
