import { describe, expect, it } from 'vitest';
import { type Ailment, healthOf } from '../../../src/core/health.ts';
import {
  type DocumentFacts,
  type FetchState,
  freshState,
  noHints,
  plainSettings,
  type Source,
} from '../../../src/core/source.ts';
import { day, hour, localDate, localTime } from '../../../src/core/time.ts';

const now = Date.UTC(2026, 10, 20, 12);

const goodDocument: DocumentFacts = {
  hints: noHints,
  rhythmMs: day,
  newestAt: now - day,
  drafts: 20,
  undated: 0,
  wrongDates: 0,
  summaryOnly: 0,
  guidsTrusted: true,
};

interface Known {
  readonly state?: Partial<FetchState>;
  readonly document?: Partial<DocumentFacts> | null;
  readonly source?: Partial<Source>;
}

function sourceWith({ state = {}, document = {}, source = {} }: Known): Source {
  return {
    id: 'tides234',
    address: 'https://tides.example/feed',
    title: 'The Tides',
    feedTitle: 'The Tides',
    link: 'https://tides.example/',
    language: null,
    section: null,
    tags: [],
    settings: plainSettings,
    addedAt: now - 400 * day,
    state: {
      ...freshState,
      triedAt: now - hour,
      fetchedAt: now - hour,
      document: document && { ...goodDocument, ...document },
      ...state,
    },
    ...source,
  };
}

const failure = { code: 'timeout', message: 'no answer within 25 seconds' };

describe('a source', () => {
  it.each<[string, Known, readonly Ailment[]]>([
    ['that answers and brings news is well', {}, []],
    ['that was never fetched is not ill yet', { state: freshState }, []],
    ['that failed once is failing', { state: { error: failure, failures: 1, failingSince: now - hour } }, ['failing']],
    [
      'that fails for just under two weeks is failing',
      { state: { error: failure, failures: 30, failingSince: now - 14 * day + 1 } },
      ['failing'],
    ],
    [
      'that fails for two weeks is dead',
      { state: { error: failure, failures: 30, failingSince: now - 14 * day } },
      ['dead'],
    ],
    [
      'that was asked twice only in two weeks is failing',
      { state: { error: failure, failures: 2, failingSince: now - 20 * day } },
      ['failing'],
    ],
    ['that is gone is not called failing too', { state: { gone: true, error: failure, failures: 9 } }, ['gone']],
    [
      'that asks for rest is resting',
      { state: { error: failure, failures: 1, failingSince: now, restUntil: now + hour } },
      ['resting'],
    ],
    [
      'whose rest is over is failing until it answers',
      { state: { error: failure, failures: 1, failingSince: now - hour, restUntil: now } },
      ['failing'],
    ],
    ['that moved says so', { state: { moved: { from: 'https://old.example/feed', at: now - day } } }, ['moved']],
    ['that moved long ago does not', { state: { moved: { from: 'https://old.example/', at: now - 91 * day } } }, []],
    ['silent for 89 days is well', { document: { newestAt: now - 89 * day } }, []],
    ['silent for 90 days is silent', { document: { newestAt: now - 90 * day } }, ['silent']],
    [
      'without dates is silent by what it brought last',
      { document: { newestAt: null, undated: 2, drafts: 2 }, state: { lastNewAt: now - 100 * day } },
      ['silent'],
    ],
    [
      'without dates that brings news is well',
      { document: { newestAt: null, undated: 2, drafts: 2 }, state: { lastNewAt: now - day } },
      [],
    ],
    [
      'that was silent when it was added is silent',
      { document: { newestAt: now - 95 * day }, state: { lastNewAt: now - day } },
      ['silent'],
    ],
    ['that never had an article is silent since it was added', { document: { newestAt: null, drafts: 0 } }, ['silent']],
    [
      'that fails is not called silent',
      { document: { newestAt: now - 100 * day }, state: { error: failure, failures: 1, failingSince: now } },
      ['failing'],
    ],
    ['with teasers is summary-only', { document: { summaryOnly: 16 } }, ['summary-only']],
    ['with some teasers is well', { document: { summaryOnly: 15 } }, []],
    ['with two teasers says nothing', { document: { drafts: 2, summaryOnly: 2 } }, []],
    [
      'whose full texts are fetched is well',
      { document: { summaryOnly: 20 }, source: { settings: { ...plainSettings, fullText: true } } },
      [],
    ],
    ['with wrong dates has them', { document: { wrongDates: 2 } }, ['wrong-dates']],
    ['with one wrong date of twenty is well', { document: { wrongDates: 1 } }, []],
    ['with no dates has wrong dates', { document: { undated: 20 }, state: { lastNewAt: now } }, ['wrong-dates']],
    ['with one id for several articles is not trusted', { document: { guidsTrusted: false } }, ['untrusted-guids']],
    [
      'that is dead is not spoken of any further',
      {
        document: { summaryOnly: 20, guidsTrusted: false, newestAt: now - 200 * day },
        state: { error: failure, failures: 9, failingSince: now - 60 * day },
      },
      ['dead'],
    ],
    ['of the bundled edition is never ill', { state: { error: failure }, source: { address: 'sample:a.rss' } }, []],
    ['of saved pages is never ill', { state: { error: failure }, source: { address: 'pages:' } }, []],
    ['recovered without its address is gone', { source: { address: 'recovered:3' }, state: { gone: true } }, ['gone']],
  ])('%s', (_, known, kinds) => {
    expect(healthOf(sourceWith(known), now).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('that needs the reader is a problem, all else a hint', () => {
    const levelOf = (known: Known) => healthOf(sourceWith(known), now)[0]?.level;
    expect(levelOf({ state: { gone: true } })).toBe('problem');
    expect(levelOf({ state: { error: failure, failures: 9, failingSince: now - 60 * day } })).toBe('problem');
    expect(levelOf({ state: { error: failure, failures: 1, failingSince: now } })).toBe('hint');
    expect(levelOf({ document: { newestAt: now - 100 * day } })).toBe('hint');
  });
});

describe('what is said', () => {
  const first = (known: Known) => {
    const [finding] = healthOf(sourceWith(known), now);
    return `${finding?.message} | ${finding?.advice}`;
  };

  it.each<[string, Known, readonly string[]]>([
    [
      'how long and why it fails, and where to look',
      { state: { error: failure, failures: 9, failingSince: now - 60 * day } },
      [
        localDate(now - 60 * day),
        '9 times',
        'no answer',
        'news source add https://tides.example/',
        'source remove tides234',
      ],
    ],
    ['until when it rests', { state: { restUntil: now + hour, error: failure } }, [localTime(now + hour), 'interval']],
    [
      'where from and where to it moved, without passwords',
      { state: { moved: { from: 'https://me:secret@old.example/feed', at: now } } },
      ['from https://old.example/feed to https://tides.example/feed', 'source show tides234'],
    ],
    ['since when it is silent', { document: { newestAt: now - 100 * day } }, [localDate(now - 100 * day), 'remove']],
    [
      'how to get whole texts',
      { document: { summaryOnly: 16 } },
      ['16 of 20', 'news source set tides234 full-text on'],
    ],
    ['how many dates are wrong', { document: { wrongDates: 20 } }, ['all 20 articles', '1990']],
  ])('is %s', (_, known, words) => {
    const said = first(known);
    for (const word of words) expect(said).toContain(word);
    expect(said).not.toContain('secret');
  });
});
