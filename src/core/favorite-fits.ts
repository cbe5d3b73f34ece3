/** Whether a favorite fits a filter by what its file knows of it: for those whose article is no longer in the store. */
import { foldName, foldText } from './fold.ts';
import type { Favorite } from './ports.ts';
import type { Filter } from './query.ts';

/** What the file does not say (arrival, section, language, read state, byline) fits no condition. */
export function favoriteFits(favorite: Favorite, filter: Filter): boolean {
  switch (filter.kind) {
    case 'all':
    case 'favorite':
      return true;
    case 'and':
      return filter.all.every((part) => favoriteFits(favorite, part));
    case 'or':
      return filter.any.some((part) => favoriteFits(favorite, part));
    case 'not':
      return !favoriteFits(favorite, filter.filter);
    case 'id':
      return filter.ids.includes(favorite.id);
    case 'tag':
      return favorite.tags.some((tag) => foldName(tag) === foldName(filter.tag));
    case 'source':
      return foldName(favorite.source).includes(foldName(filter.name));
    case 'since':
      return (favorite.published ?? favorite.at) >= filter.at;
    case 'until':
      return (favorite.published ?? favorite.at) < filter.at;
    case 'text':
      return textFits(favorite, filter);
    case 'arrived':
    case 'section':
    case 'language':
    case 'read':
      return false;
  }
}

function textFits(favorite: Favorite, filter: Extract<Filter, { readonly kind: 'text' }>): boolean {
  if (filter.field === 'author') return false;
  const texts = filter.field === 'title' ? [favorite.title] : [favorite.title, favorite.note ?? '', ...favorite.tags];
  const words = foldText(texts.join('\n'));
  const wanted = foldText(filter.text);
  return filter.phrase ? words.includes(wanted) : wanted.split(/\s+/u).every((word) => words.includes(word));
}
