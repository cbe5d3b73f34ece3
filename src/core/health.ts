/** How a source is doing, from what its fetches taught. Decides and touches nothing; each finding names what to do. */
import { bareAddress, type DocumentFacts, pagesAddress, type Source } from './source.ts';
import { day, localDate, localTime } from './time.ts';

export type Ailment =
  | 'dead' // fails for long
  | 'gone' // 410, or its address is lost
  | 'failing'
  | 'resting' // asked to be left alone, mostly with 429
  | 'moved' // its new address is saved
  | 'silent'
  | 'summary-only'
  | 'wrong-dates'
  | 'untrusted-guids';

export interface HealthFinding {
  readonly kind: Ailment;
  /** "problem": nothing comes any more until the reader does something. "hint": it works, but could be better. */
  readonly level: 'problem' | 'hint';
  readonly message: string;
  /** When it began, and until when it lasts; null where unknown. */
  readonly since: number | null;
  readonly until: number | null;
  /** What to do: a command, or the words for it. */
  readonly advice: string;
}

/** Failing for so long, a source is called dead: a holiday of its keeper or a move to another server is over by then. */
const deadAfterMs = 14 * day;
/** A source without anything new for so long is called silent. */
const silentAfterMs = 90 * day;
/** A move is news for so long. */
const movedForMs = 90 * day;
/** Fewer articles than this, or a smaller part of them, say nothing of a feed's habits. */
const fewest = 3;
const mostly = 0.8;
const often = 0.1;

/** The gravest first; none for a source that is well. Neither saved pages nor the bundled edition are ever ill. */
export function healthOf(source: Source, now: number): readonly HealthFinding[] {
  const { address } = source;
  if (address === pagesAddress || address.startsWith('sample:')) return [];
  const answering = answeringOf(source, now);
  const isIll = answering.some(({ kind }) => kind === 'dead' || kind === 'gone');
  return [
    ...answering,
    ...movedOf(source, now),
    ...(isIll || source.state.failures > 0 ? [] : silenceOf(source, now)),
    ...(isIll || source.state.document === null ? [] : habitsOf(source, source.state.document)),
  ];
}

/** What its server answers, if anything. */
function answeringOf(source: Source, now: number): readonly HealthFinding[] {
  const { gone, error, failures, failingSince, restUntil, triedAt } = source.state;
  const site = source.link ?? bareAddress(source.address);
  if (source.address.startsWith('recovered:')) {
    const message = 'its address was lost with a damaged database; its articles are here';
    const advice = `Follow it again: news source add ${source.link ?? '<address>'}`;
    return [{ kind: 'gone', level: 'problem', message, since: null, until: null, advice }];
  }
  if (gone) {
    const message = `is gone for good by its server's word (410)${since(failingSince)}, and is not asked any more`;
    const advice = `Look for its new feed: news source add ${site}; or: news source remove ${source.id}`;
    return [{ kind: 'gone', level: 'problem', message, since: failingSince ?? triedAt, until: null, advice }];
  }
  if (restUntil !== null && restUntil > now) {
    const message = `asks to be left alone until ${localTime(restUntil)}`;
    const advice = `It is asked again then. To ask less often: news source set ${source.id} interval 12h`;
    return [{ kind: 'resting', level: 'hint', message, since: triedAt, until: restUntil, advice }];
  }
  if (!error) return [];
  const times = failures === 1 ? 'once' : `${failures} times in a row`;
  const isDead = failingSince !== null && now - failingSince >= deadAfterMs && failures >= fewest;
  const message = `fails${since(failingSince)} (${times}): ${error.message}`;
  const advice = isDead
    ? `Look for its new feed: news source add ${site}; or: news source remove ${source.id}`
    : `It is asked again by itself. To try now: news refresh ${source.id}`;
  const [kind, level] = isDead ? (['dead', 'problem'] as const) : (['failing', 'hint'] as const);
  return [{ kind, level, message, since: failingSince, until: null, advice }];
}

function since(at: number | null): string {
  return at === null ? '' : ` since ${localDate(at)}`;
}

function movedOf({ id, address, state: { moved } }: Source, now: number): readonly HealthFinding[] {
  if (moved === null || now - moved.at > movedForMs) return [];
  const message = `moved from ${bareAddress(moved.from)} to ${bareAddress(address)} on ${localDate(moved.at)}, which is saved`;
  const advice = `Nothing is to be done. All of it: news source show ${id}`;
  return [{ kind: 'moved', level: 'hint', message, since: moved.at, until: null, advice }];
}

function silenceOf(source: Source, now: number): readonly HealthFinding[] {
  const { id, link } = source;
  if (source.state.fetchedAt === null) return [];
  const heard = heardOf(source);
  if (now - heard < silentAfterMs) return [];
  const message = `answers, but has had nothing new since ${localDate(heard)}`;
  const look = link === null ? '' : `See whether it goes on elsewhere: ${bareAddress(link)}; or: `;
  return [
    { kind: 'silent', level: 'hint', message, since: heard, until: null, advice: `${look}news source remove ${id}` },
  ];
}

/** With the first fetch all is new, so that counts only where dates are missing or wrong. */
function heardOf({ addedAt, state: { document, lastNewAt } }: Source): number {
  const isDated = document !== null && document.drafts > 0 && document.undated + document.wrongDates === 0;
  return (isDated ? document.newestAt : Math.max(document?.newestAt ?? 0, lastNewAt ?? 0)) || addedAt;
}

/** What its last document showed. */
function habitsOf(source: Source, document: DocumentFacts): readonly HealthFinding[] {
  const { id, link, settings } = source;
  const { drafts, undated, wrongDates, summaryOnly, guidsTrusted } = document;
  const found: { readonly kind: Ailment; readonly message: string; readonly advice: string }[] = [];
  if (!settings.fullText && drafts >= fewest && summaryOnly >= drafts * mostly) {
    const message = `gives only the beginning of ${part(summaryOnly, drafts)}`;
    found.push({ kind: 'summary-only', message, advice: `Fetch whole texts: news source set ${id} full-text on` });
  }
  const tell = `Articles count from when they came. Its publisher can mend that${link === null ? '' : `: ${bareAddress(link)}`}`;
  if (wrongDates > 0 && wrongDates >= drafts * often) {
    const message = `dates ${part(wrongDates, drafts)} before 1990 or in the future`;
    found.push({ kind: 'wrong-dates', message, advice: tell });
  } else if (drafts >= fewest && undated >= drafts * mostly) {
    found.push({ kind: 'wrong-dates', message: `gives no date for ${part(undated, drafts)}`, advice: tell });
  }
  if (!guidsTrusted) {
    const message = 'gives one id to several articles, which are told apart by their links';
    found.push({
      kind: 'untrusted-guids',
      message,
      advice: 'Nothing is to be done while their links stay as they are.',
    });
  }
  return found.map((one) => ({ ...one, level: 'hint', since: null, until: null }));
}

function part(some: number, all: number): string {
  return some === all ? `all ${all} articles` : `${some} of ${all} articles`;
}
