/** Which images belong to a story, and where they are. */
import { anyPart } from './name-words.ts';
import { attribute, type PageElement } from './tree.ts';

/** An image's address, from whichever attribute lazy loading left it in; empty for spacers and inline data. */
export function imageAddress(image: PageElement): string {
  const names = ['data-src', 'data-lazy-src', 'data-original', 'data-lazy', 'data-image', 'data-hi-res-src', 'src'];
  for (const name of names) {
    const value = attribute(image, name).trim();
    if (value !== '' && !/^(?:data|blob|javascript):/i.test(value) && !/[{}<>]/.test(value)) return value;
  }
  const set = attribute(image, 'data-srcset') || attribute(image, 'srcset');
  return /^\s*(?!data:)([^\s,]+)/.exec(set)?.[1] ?? '';
}

const furniture = anyPart('notPicture');

/** False for icons, portraits, spacers and counters. */
export function isPicture(image: PageElement): boolean {
  const address = imageAddress(image);
  if (address === '' || furniture.test(address) || furniture.test(attribute(image, 'class'))) return false;
  // Accelerated pages give the shape of a picture (4 × 3), not its size.
  if (image.tag === 'amp-img') return true;
  const tooSmall = (name: string): boolean =>
    /^\d+/.test(attribute(image, name)) && Number.parseInt(attribute(image, name), 10) < 50;
  return !tooSmall('width') && !tooSmall('height');
}
