import { expect, it } from 'vitest';
import { decideMove } from '../../../src/core/move.ts';
import { freshState, plainSettings, type Source } from '../../../src/core/source.ts';

const from = 'https://old.example/feed';
const to = 'https://new.example/feed';

function source(movingTo: string | null, address = from): Source {
  const unknown = { feedTitle: null, link: null, language: null, section: null, tags: [] };
  const state = { ...freshState, movingTo };
  return { id: 'x', address, title: 'Invented', ...unknown, settings: plainSettings, state, addedAt: 0 };
}

const stays = { address: null, movingTo: null };

it.each([
  ['no redirect', source(null), null, true, stays],
  ['a redirect that is gone again is forgotten', source(to), null, true, stays],
  ['with a known article: believed at once', source(null), to, true, { address: to, movingTo: null }],
  ['nothing known in it: not yet', source(null), to, false, { address: null, movingTo: to }],
  ['seen twice in a row: believed', source(to), to, false, { address: to, movingTo: null }],
  ['another one than before: not yet', source('https://other.example/'), to, false, { address: null, movingTo: to }],
  ['to where it is already', source(null), from, true, stays],
  ['from https to http: never', source('http://new.example/'), 'http://new.example/', true, stays],
  [
    'from http to http',
    source(null, 'http://old.example/'),
    'http://new.example/',
    true,
    { address: 'http://new.example/', movingTo: null },
  ],
] as const)('%s', (_, given, url, isSameFeed, move) => {
  expect(decideMove(given, url, isSameFeed)).toEqual(move);
});
