/** Whether a page shows only a part of its article. */
import type { Body } from './body.ts';
import { isNode, list, type Node } from './json-ld.ts';
import { called, having } from './page-index.ts';
import { holds, phrasesFor, plainWords } from './phrases.ts';
import type { Measured } from './prune.ts';
import { attribute, type PageElement, type PageTree, upward } from './tree.ts';

interface Evidence {
  readonly tree: PageTree;
  readonly page: Measured;
  readonly article: Node | null;
  readonly body: Body;
  readonly described: boolean;
  readonly language: string | null;
}

function isFalse(value: unknown): boolean {
  return value === false || (typeof value === 'string' && /^false$/i.test(value.trim()));
}

/** True where the structured data says that a part is not free (schema.org isAccessibleForFree). */
function saysNotFree(article: Node | null): boolean {
  if (!article) return false;
  return (
    isFalse(article.isAccessibleForFree) ||
    list(article.hasPart).some((part) => isNode(part) && isFalse(part.isAccessibleForFree))
  );
}

/** A page that is not free and shows the whole is longer than this. */
const teaserSize = 2_500;

/** Accelerated pages carry both the text and what those without a subscription see instead (amp-subscriptions). */
function isForOthers(element: PageElement): boolean {
  for (const outer of upward(element))
    if (attribute(outer, 'subscriptions-section').endsWith('not-granted')) return true;
  return false;
}

/** A sign (not free, a wall in sight, "to continue reading") and a text short enough to be a teaser. */
export function isPartial(evidence: Evidence): boolean {
  const { body, tree, page } = evidence;
  if (evidence.described || body.size > teaserSize) return false;
  if (saysNotFree(evidence.article)) return true;
  const phrases = phrasesFor('paywall', evidence.language?.split('-')[0] ?? null);
  const granted = having(tree, 'subscriptions-section').some(
    (element) => attribute(element, 'subscriptions-section') === 'content',
  );
  const asked = page.blocks.some(
    (block) =>
      !(granted && isForOthers(block.parent)) &&
      block.size > 0 &&
      block.size < 300 &&
      holds(plainWords(block.text), phrases) !== null,
  );
  const wall = called(tree, 'paywall').some(({ tag }) => tag !== 'body' && tag !== 'html' && tag !== 'script');
  return asked && (wall || body.size < 1_200);
}
