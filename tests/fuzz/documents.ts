/** Damaged feeds and pages through the very stages that a refresh takes them, in threads and under the deadline. */
import { readdirSync, readFileSync } from 'node:fs';
import { clean } from '../../src/content/clean.ts';
import { NewsError } from '../../src/core/errors.ts';
import { openReadingRoom, type ReadingRoom } from '../../src/reading-room.ts';
import { inventedRss } from '../support/invented-feed.ts';
import { dangerIn } from '../unit/content/hostile.ts';
import { type Finding, problemOfFailure, problemsOfDraft, stringsIn } from './findings.ts';
import { diceFor, mutate } from './mutate.ts';

interface Document {
  readonly name: string;
  readonly bytes: Buffer;
}

const at = (path: string) => new URL(path, import.meta.url);
const filesIn = (path: string, fits: (name: string) => boolean): readonly Document[] =>
  readdirSync(at(path))
    .filter(fits)
    .toSorted()
    .map((name) => ({ name, bytes: readFileSync(at(`${path}${name}`)) }));

/** Forms that the bundled edition does not have. */
const smallFeeds: readonly Document[] = [
  [
    'rss-0.91',
    '<rss version="0.91"><channel><title>Small</title><link>http://small.example/</link><item><title>One</title><link>/1</link><description>Text</description></item></channel></rss>',
  ],
  [
    'atom-0.3',
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title mode="escaped">Old</title><entry><title>One</title><link rel="alternate" type="text/html" href="http://old.example/1"/><id>1</id><issued>2004-05-06T07:08:09Z</issued><content type="text/html" mode="escaped">&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>',
  ],
  [
    'cdf',
    '<CHANNEL HREF="http://cdf.example/"><TITLE>Channel</TITLE><ITEM HREF="/1"><TITLE>One</TITLE><ABSTRACT>Text</ABSTRACT></ITEM></CHANNEL>',
  ],
  [
    'json',
    '{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":1,"url":"http://json.example/1","title":"One","content_html":"<p>Text</p>","date_published":"2024-05-06T07:08:09Z","tags":["a"],"authors":[{"name":"Ann"}]}]}',
  ],
  [
    'media',
    '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>M</title><item><title>One</title><dc:creator>Ann</dc:creator><content:encoded><![CDATA[<p>Text <img src="/a.png"></p>]]></content:encoded><media:group><media:content url="http://m.example/a.jpg" medium="image"/></media:group><itunes:duration>1:00</itunes:duration><enclosure url="/a.mp3" length="1" type="audio/mpeg"/></item></channel></rss>',
  ],
].map(([name = '', text = '']) => ({ name, bytes: Buffer.from(text) }));

export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  /** Only this run, to look at it again. */
  readonly only?: number;
}

interface Kind {
  readonly corpus: () => readonly Document[];
  /** Reads one document; what is wrong with what came of it. */
  readonly read: (room: ReadingRoom, bytes: Buffer) => Promise<readonly string[]>;
}

export const kinds: Readonly<Record<'feeds' | 'pages', Kind>> = {
  feeds: {
    corpus: () => [
      ...filesIn('../../data/edition/', () => true),
      ...smallFeeds,
      { name: 'invented', bytes: Buffer.from(inventedRss('Invented', [{ id: 'a', tags: ['x'] }, { id: 'b' }])) },
    ],
    async read(room, bytes) {
      const feed = await room.readFeed({ bytes, type: null, charset: null, url: 'https://fuzz.example/feed' });
      const { drafts, ...rest } = feed;
      return [...stringsIn(rest).flatMap((text) => dangerIn(text) ?? []), ...drafts.flatMap(problemsOfDraft)];
    },
  },
  pages: {
    corpus: () => filesIn('../fixtures/pages/', (name) => name.endsWith('.html')),
    async read(room, bytes) {
      const html = new TextDecoder().decode(bytes);
      const page = await room.extract(html, { url: 'https://fuzz.example/page', fetchedAt: 0 });
      // Only what ran out of time is taken as plain text.
      const late = page.method === 'plain' ? ['taken as plain text: the extractor did not end'] : [];
      return [...late, ...problemsOfDraft(clean(page.draft))];
    },
  },
};

/** Reads so many damaged documents; returns those that broke a rule. `onRun` is told of each that was read. */
export async function fuzzDocuments(
  { corpus, read }: Kind,
  { runs, seed, only }: FuzzOptions,
  onRun: (run: number) => void = () => {},
): Promise<readonly Finding[]> {
  const documents = corpus();
  const room = openReadingRoom();
  const findings: Finding[] = [];
  const pick = (dice: () => number) => documents[Math.floor(dice() * documents.length)] as Document;
  let next = only ?? 0;
  const end = only === undefined ? runs : only + 1;
  const work = async () => {
    for (let run = next++; run < end; run = next++) {
      const dice = diceFor(seed + run);
      const document = pick(dice);
      const bytes = mutate(document.bytes, pick(dice).bytes, dice);
      for (const problem of await problemsOfRun(() => read(room, bytes)))
        findings.push({ run, document: document.name, problem: problem.slice(0, 300) });
      onRun(run);
    }
  };
  await Promise.all([work(), work()]);
  return findings;
}

async function problemsOfRun(read: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await read();
  } catch (thrown) {
    if (thrown instanceof NewsError) return [problemOfFailure(thrown)].filter((problem) => problem !== null);
    throw thrown;
  }
}
