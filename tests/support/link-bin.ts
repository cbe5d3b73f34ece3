import { rm, symlink } from 'node:fs/promises';

// npx looks for a checkout's own command in node_modules/.bin, where npm links only dependencies: found there, it is
// run with the Node that the project brings; not found there, with whatever Node npx itself runs on.
const link = new URL('../../node_modules/.bin/news', import.meta.url);
await rm(link, { force: true });
await symlink('../../bin/news.js', link);
