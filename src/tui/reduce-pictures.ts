/** Whether images are drawn, and which are asked for: those in sight and a screen ahead. */
import { type Action, andThen, type Effect, type Step, say, step } from './actions.ts';
import { graphicsBy, noAnswers } from './graphics.ts';
import type { TerminalAnswer } from './keys.ts';
import { panesOf } from './panes.ts';
import type { PictureState } from './picture.ts';
import { layAgain } from './reduce-article.ts';
import type { State } from './state.ts';

/** What the terminal told is kept; with its attributes, which come last, it is known what it can draw. */
export function answered(state: State, answer: TerminalAnswer): State {
  if (state.answers === null) return state;
  const { answers } = state;
  switch (answer.to) {
    case 'kitty':
      return { ...state, answers: { ...answers, kitty: answer.ok } };
    case 'name':
      return { ...state, answers: { ...answers, name: answer.name } };
    case 'cell':
      return { ...state, answers: { ...answers, cell: { width: answer.width, height: answer.height } } };
    case 'attributes':
      // Attribute 4 of DA1: the terminal takes sixels.
      return graphicsKnown({ ...state, answers: { ...answers, sixel: answer.values.includes(4) } });
  }
}

/** What was decoded for another way of drawing has another size: it is asked for again. */
export function graphicsKnown(state: State): State {
  const graphics = graphicsBy(state.answers ?? noAnswers, state.preferences.graphics);
  if (state.graphics?.kind === graphics.kind) return state;
  return laidAgain({ ...state, graphics, pictures: new Map() });
}

/** At once under way: a page with a thousand images must not be a thousand requests. */
const mostWaiting = 4;
/** Some 12 KB each in half-blocks, up to a megabyte in pixels. */
const mostKept = { blocks: 200, kitty: 16, iterm2: 16, sixel: 16 } as const;

export function toggleImages(state: State): Step {
  const { images, colors } = state.preferences;
  if (images === 'never') return step(say(state, 'Images are switched off: news config set images auto'));
  if (colors < 2) return step(say(state, 'Images need a terminal with 256 colors'));
  const on = !state.images;
  return step(laidAgain(say({ ...state, images: on }, on ? 'Images are drawn' : 'Images are not drawn')));
}

export function reducePicture(state: State, { url, picture }: Extract<Action, { kind: 'picture-loaded' }>): Step {
  const known = new Map(state.pictures).set(url, picture);
  for (const [old, kept] of known) {
    if (known.size <= mostKept[state.graphics?.kind ?? 'blocks']) break;
    if (kept !== 'waiting') known.delete(old);
  }
  const next = { ...state, pictures: known };
  const shown = picture !== 'failed' && state.reading?.page.images.some((image) => image.url === url);
  return step(shown ? laidAgain(next) : next);
}

function laidAgain(state: State): State {
  const { reading } = state;
  return reading ? { ...state, reading: layAgain(reading, reading.article, reading.page.width, state) } : state;
}

/** The step with requests for the images that come into sight. */
export function withPictures(done: Step): Step {
  const { state } = done;
  const { reading } = state;
  if (!state.images || !reading || reading.page.images.length === 0) return done;
  const { graphics } = state;
  const { article } = reading;
  if (graphics === null) {
    if (state.answers !== null) return done;
    return andThen(done, (after) => step({ ...after, answers: noAnswers }, { kind: 'ask-graphics' }));
  }
  const waiting = [...state.pictures.values()].filter((picture) => picture === 'waiting').length;
  const height = panesOf(state).body;
  const wanted = reading.page.images
    .filter(({ line, url }) => line >= reading.top - height && line < reading.top + 2 * height && isWeb(url))
    .map(({ url }) => url)
    .filter((url, index, all) => !state.pictures.has(url) && all.indexOf(url) === index)
    .slice(0, Math.max(0, mostWaiting - waiting));
  if (wanted.length === 0) return done;
  const pictures = new Map<string, PictureState>([
    ...state.pictures,
    ...wanted.map((url) => [url, 'waiting'] as const),
  ]);
  const effects = wanted.map((url): Effect => ({ kind: 'load-picture', url, article, graphics }));
  return andThen(done, (after) => step({ ...after, pictures }, ...effects));
}

function isWeb(url: string): boolean {
  return /^https?:/i.test(url);
}
