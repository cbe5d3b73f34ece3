/** The language of a page: what it says, else what its commonest little words say. */
import littleWords from '../../../data/extract/languages.json' with { type: 'json' };
import { languageTag } from '../language.ts';
import type { Block } from './blocks.ts';
import { type Head, metaValue } from './head.ts';
import { type Node, textIn } from './json-ld.ts';
import { tagged } from './page-index.ts';
import { attribute, type PageTree } from './tree.ts';

const languagesOf = new Map<string, string[]>();
for (const [language, words] of Object.entries(littleWords)) {
  for (const word of words) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}

/** Scripts that stand for one language, or nearly so. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/gu, 'ja'],
  [/\p{sc=Hangul}/gu, 'ko'],
  [/\p{sc=Han}/gu, 'zh'],
  [/\p{sc=Thai}/gu, 'th'],
  [/\p{sc=Greek}/gu, 'el'],
];

/** As much of a text as a language is told from. */
const enough = 4_000;

/** The beginning of the page's prose. */
function sampleOf(blocks: readonly Block[]): string {
  const texts: string[] = [];
  let size = 0;
  for (const block of blocks) {
    if (size >= enough) break;
    if (block.size < 80 || block.linkSize >= 0.3 * block.size) continue;
    texts.push(block.text);
    size += block.text.length;
  }
  return texts.join(' ').slice(0, enough).toLowerCase();
}

/** The language that a text in lower case is most likely in; null where nothing stands out. */
function guessLanguage(sample: string): string | null {
  for (const [script, language] of scripts) {
    // Kana decide for Japanese although most signs may be Chinese ones.
    if ((sample.match(script)?.length ?? 0) > 0.08 * sample.length) return language;
  }
  const points = new Map<string, number>();
  for (const word of sample.match(/[\p{L}\p{M}]+/gu) ?? []) {
    for (const language of languagesOf.get(word) ?? []) points.set(language, (points.get(language) ?? 0) + 1);
  }
  const [first, second] = [...points].sort((a, b) => b[1] - a[1]);
  return first && first[1] >= 4 && first[1] > (second?.[1] ?? 0) ? first[0] : null;
}

/** The page's language as a BCP 47 tag: of its html element, its metas, its structured data, else guessed; or null. */
export function languageOf(tree: PageTree, head: Head, article: Node | null, blocks: readonly Block[]): string | null {
  const html = tagged(tree, 'html')[0] ?? tree.root;
  const said = [
    attribute(html, 'lang'),
    attribute(html, 'xml:lang'),
    metaValue(head, 'language'),
    article ? textIn(article.inLanguage) : null,
  ];
  const guess = guessLanguage(sampleOf(blocks));
  for (const one of said) {
    const tag = languageTag(one?.split(/[,;]/)[0] ?? null);
    // Templates leave "en" on pages of other scripts.
    if (
      tag !== null &&
      !(guess !== null && /^en/.test(tag) && /^(?:ar|fa|ur|he|ru|uk|bg|zh|ja|ko|th|el|hi|bn)$/.test(guess))
    )
      return tag;
  }
  return guess;
}
