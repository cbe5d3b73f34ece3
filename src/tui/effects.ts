/** Does what reduce() asks for, through the use cases, and reports what came of it as actions. */
import { addSource, noWishes } from '../app/add-source.ts';
import { editSource, removeSource } from '../app/edit-sources.ts';
import { addFavorites, removeFavorites } from '../app/favorites.ts';
import { markRead } from '../app/mark-read.ts';
import { readArticle } from '../app/read-article.ts';
import { removeArticle } from '../app/remove-article.ts';
import { addTags, removeTags } from '../app/tag-articles.ts';
import { undo } from '../app/undo.ts';
import { hostOf } from '../content/addresses.ts';
import { safeLine, safeText } from '../content/safe.ts';
import { asNewsError, type NewsError } from '../core/errors.ts';
import type { Action, Effect } from './actions.ts';
import { fetchOnce } from './effects-fetch.ts';
import { findBeginning, loadList } from './effects-list.ts';
import { openArticle } from './effects-open.ts';
import { loadPicture } from './effects-picture.ts';
import { refreshSources } from './effects-refresh.ts';
import { loadSide } from './effects-side.ts';
import { checkStore, counted, type Hands } from './hands.ts';
import { numbered } from './reduce-overlay.ts';
import type { Message } from './state.ts';

/** Resolves when the effect is done and its actions are dispatched; a failure is an action too, never a rejection. */
export async function perform(hands: Hands, effect: Effect): Promise<void> {
  try {
    await effectDone(hands, effect);
  } catch (thrown) {
    if (hands.signal.aborted) return;
    hands.dispatch(failed(effect, asNewsError(thrown)));
  }
}

function failed(effect: Effect, error: NewsError): Action {
  const message = safeLine(error.message);
  switch (effect.kind) {
    case 'load-page':
    case 'load-tail':
    case 'reload-list':
      return { kind: 'load-failed', generation: effect.generation, message };
    case 'open-article':
      return { kind: 'open-failed', wanted: effect.reference, message };
    case 'refresh':
      return { kind: 'refresh-ended', message: { text: message, tone: 'error' }, added: 0 };
    default:
      return { kind: 'said', message: { text: message, tone: 'error' } };
  }
}

async function effectDone(hands: Hands, effect: Effect): Promise<void> {
  switch (effect.kind) {
    case 'load-page':
    case 'load-tail':
    case 'reload-list':
      return loadList(hands, effect);
    case 'find-beginning':
      return findBeginning(hands, effect.reference);
    case 'load-side':
      return loadSide(hands);
    case 'open-article':
      return openArticle(hands, effect);
    case 'lay-out-more':
      await nextTurn();
      return hands.dispatch({ kind: 'more-laid-out' });
    case 'ask-graphics':
      return hands.askGraphics();
    case 'load-picture':
      return loadPicture(hands, effect);
    case 'refresh':
      return refreshSources(hands, effect);
    case 'browse':
      await hands.openInBrowser(effect.url, { mail: effect.mail ?? false });
      if (/^mailto:/i.test(effect.url)) return say(hands, 'Handed to the mail program', 'good');
      return say(hands, `Opened ${safeLine(hostOf(effect.url))} in the browser`, 'good');
    case 'copy':
      return hands.copy(effect.text);
    case 'run':
      return run(hands, effect.words);
    case 'save-query':
      return saveQuery(hands, effect);
    case 'save-place':
      return savePlace(hands, effect);
    case 'redraw':
      return hands.redraw();
    case 'suspend':
      return hands.suspend();
    case 'quit':
      return hands.quit();
    default:
      return change(hands, effect);
  }
}

/** Keys that have come, and the frame that stands to be painted, go first. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1);
  });
}

type Change = Extract<
  Effect,
  {
    kind:
      | 'full-text'
      | 'discussion'
      | 'mark'
      | 'favorite'
      | 'tag'
      | 'undo'
      | 'add-source'
      | 'rename-source'
      | 'remove-source'
      | 'remove-article'
      | 'reread';
  }
>;

/** What changes the store; the screen follows the store at once. */
async function change(hands: Hands, effect: Change): Promise<void> {
  try {
    await changeStore(hands, effect);
  } finally {
    await checkStore(hands);
  }
}

async function changeStore(hands: Hands, effect: Change): Promise<void> {
  const { ports, dispatch } = hands;
  switch (effect.kind) {
    case 'full-text':
    case 'discussion':
      return fetchOnce(hands, effect);
    case 'mark': {
      const count = await markRead(ports, effect.filter, effect.read);
      return effect.quiet
        ? undefined
        : say(hands, `Marked ${counted(count, 'article')} ${effect.read ? 'read' : 'unread'}; u takes it back`, 'good');
    }
    case 'favorite':
      return favorite(hands, effect);
    case 'tag':
      return tag(hands, effect);
    case 'undo': {
      const undone = await undo(ports);
      return say(
        hands,
        undone ? `Taken back: ${safeLine(undone.label)}` : 'There is nothing to take back',
        undone ? 'good' : 'plain',
      );
    }
    case 'add-source':
      return add(hands, effect);
    case 'rename-source': {
      const source = await editSource(ports, effect.id, { title: effect.title });
      return say(hands, `It is called “${safeLine(source.title)}” now`, 'good');
    }
    case 'remove-source': {
      const source = await removeSource(ports, effect.id);
      return say(hands, `Removed “${safeLine(source.title)}”; u brings it back`, 'good');
    }
    case 'remove-article':
      await removeArticle(ports, effect.id);
      return say(hands, 'Removed the article; u brings it back', 'good');
    case 'reread':
      return dispatch({ kind: 'article-changed', article: await readArticle(ports, effect.id) });
  }
}

async function favorite(hands: Hands, { article, keep, note }: Extract<Effect, { kind: 'favorite' }>): Promise<void> {
  if (keep) await addFavorites(hands.ports, [article], note);
  else await removeFavorites(hands.ports, [article.id]);
  say(
    hands,
    keep ? (note === null ? 'Kept as a favorite' : 'Kept with the note') : 'No favorite any more; u brings it back',
    'good',
  );
}

async function tag(hands: Hands, { article, add, remove }: Extract<Effect, { kind: 'tag' }>): Promise<void> {
  if (remove.length > 0) await removeTags(hands.ports, [article], remove);
  if (add.length > 0) await addTags(hands.ports, [await readArticle(hands.ports, article.id)], add);
  const now = await readArticle(hands.ports, article.id);
  hands.dispatch({ kind: 'patched', ids: [article.id], patch: { tags: now.tags, ownTags: now.ownTags } });
  hands.dispatch({ kind: 'article-changed', article: now });
  say(
    hands,
    now.ownTags.length === 0 ? 'No tags of yours' : `Your tags: ${now.ownTags.map(safeLine).join(', ')}`,
    'good',
  );
}

async function add(hands: Hands, { address, namedBy }: Extract<Effect, { kind: 'add-source' }>): Promise<void> {
  say(hands, `Looking at ${safeLine(address)}`);
  const [added] = await addSource(hands.ports, address, { ...noWishes, namedBy: namedBy ?? null });
  if (added?.kind === 'choice') {
    const items = added.feeds.map(({ url, title }) => ({
      key: '',
      label: safeLine(title ? `${title}  ${url}` : url),
      effect: { kind: 'add-feed', address: url, namedBy: added.page } as const,
    }));
    hands.dispatch({ kind: 'choices', title: `${added.page} has several feeds`, items: items.map(numbered) });
  } else if (added) {
    const { title } = added.source;
    const error = added.report?.sources[0]?.error;
    const words =
      added.kind === 'already'
        ? `You follow “${safeLine(title)}” already`
        : `Following “${safeLine(title)}”: ${counted(added.report?.new ?? 0, 'article')}${added.replaced.length > 0 ? '; the sample edition has made room' : ''}`;
    say(hands, error ? `${words}; ${safeLine(error.message)}` : words, error ? 'error' : 'good');
  }
}

async function run(hands: Hands, words: readonly string[]): Promise<void> {
  if (!hands.runCommand) return;
  const { code, output } = await hands.runCommand(words);
  await checkStore(hands);
  const lines = safeText(output).replaceAll('\t', '  ').trimEnd().split('\n');
  const [first = ''] = lines;
  if (lines.length === 1) return say(hands, first === '' ? 'Done' : first, code === 0 ? 'good' : 'error');
  hands.dispatch({ kind: 'output', title: `news ${words.join(' ')}`, lines });
}

async function saveQuery(hands: Hands, { saved, done }: Extract<Effect, { kind: 'save-query' }>): Promise<void> {
  if (!hands.savedQueries) return say(hands, 'There is no file of settings to save it in', 'error');
  await hands.savedQueries.put(saved.name, saved.query);
  await loadSide(hands);
  say(hands, done, 'good');
}

async function savePlace(hands: Hands, { id, place }: Extract<Effect, { kind: 'save-place' }>): Promise<void> {
  const store = await hands.ports.store();
  await store.setNote(`place:${id}`, place && JSON.stringify(place));
}

function say(hands: Hands, text: string, tone: Message['tone'] = 'plain'): void {
  hands.dispatch({ kind: 'said', message: { text, tone } });
}
