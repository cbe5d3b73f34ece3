/**
 * A process of its own that adds favorites: node add-favorites.ts FILE PREFIX COUNT [NOTE LENGTH]. Prints each id once it is
 * kept, and the error that ends it, if any.
 */
import { NewsError } from '../../src/core/errors.ts';
import { openFavorites } from '../../src/store/favorites-file.ts';

const [path = '', prefix = '', count = '0', noteLength = '0'] = process.argv.slice(2);
const favorites = openFavorites(path);

try {
  for (let index = 0; index < Number(count); index++) {
    const id = `${prefix}${index}`;
    const note = 'n'.repeat(Number(noteLength)) || null;
    const favorite = {
      id,
      title: `Title ${id}`,
      link: null,
      source: 'Sample',
      published: null,
      at: index,
      tags: [],
      note,
    };
    await favorites.change((before) => [...before, favorite]);
    console.log(id);
  }
} catch (error) {
  console.log(error instanceof NewsError ? `${error.code}: ${error.message}` : `bug: ${error}`);
}
