/** Good feeds, damaged in one place: what stands before the damage is read as if nothing had happened. */
import { describe, expect, test } from 'vitest';
import { NewsError } from '../../../src/core/errors.ts';
import { parseText } from '../../support/feed-fields.ts';

const numbers = [0, 1, 2, 3, 4];

interface Corpus {
  readonly head: string;
  readonly item: (i: number) => string;
  readonly between: string;
  readonly tail: string;
}

const corpora: Readonly<Record<string, Corpus>> = {
  rss: {
    head: '<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title>\n',
    item: (i) => `<item><title>Title ${i} &amp; more</title><link>http://x.example/${i}?a=1&amp;b=2</link>
<guid isPermaLink="false">tag:${i}</guid><dc:creator><![CDATA[Ann ${i}]]></dc:creator><pubDate>Mon, 02 Mar 2026 15:0${i}:05 GMT</pubDate>
<category>c${i}</category><description>Summary &lt;b&gt;${i}&lt;/b&gt;</description><c:encoded><![CDATA[<p>Body <a href="/p${i}">${i}</a></p>]]></c:encoded>
<enclosure url="http://x.example/${i}.mp3" length="${i}" type="audio/mpeg"/></item>`,
    between: '\n',
    tail: '</channel></rss>',
  },
  atom: {
    head: '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>T</title>\n',
    item: (
      i,
    ) => `<entry><title type="html">Title ${i} &amp;amp; more</title><link rel="alternate" href="http://x.example/${i}"/>
<id>tag:${i}</id><author><name>Ann ${i}</name></author><published>2026-03-02T15:0${i}:05Z</published><category term="c${i}"/>
<summary>Summary ${i}</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Body <a href="/p${i}">${i}</a></p></div></content></entry>`,
    between: '\n',
    tail: '</feed>',
  },
  rdf: {
    head: '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>T</title></channel>\n',
    item: (i) => `<item rdf:about="http://x.example/${i}"><title>Title ${i}</title><link>http://x.example/${i}</link>
<description>Summary ${i}</description><dc:creator>Ann ${i}</dc:creator><dc:date>2026-03-02T15:0${i}:05+00:00</dc:date></item>`,
    between: '\n',
    tail: '</rdf:RDF>',
  },
  json: {
    head: '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [\n',
    item: (
      i,
    ) => `{"id": "tag:${i}", "url": "http://x.example/${i}", "title": "Title ${i} \\"q\\"", "content_html": "<p>${i}</p>",
"date_published": "2026-03-02T15:0${i}:05Z", "authors": [{"name": "Ann ${i}"}], "tags": ["c${i}", "d"]}`,
    between: ',\n',
    tail: ']}',
  },
};

/** What is put in; the rest of the damages take away. */
const litter = [
  ...['<', '&', '>', '\0', '"', "'", ']]>', '<![CDATA[', '<!--', '-->', '<?', '{', '}', ']', '\\', ',', '\ufeff'],
  ...['</item>', '<item>', '</entry>', '</channel>', '</rss>', '</feed>', '<b>', '</b>', '&nbsp', '&#0;', '&#xFFFFFF;'],
  ...['<br />\n<b>Warning</b>: in /x.php on line 3<br />', '<script>x("</script>', '<!DOCTYPE html>'],
];

type Damage = readonly [name: string, mend: (text: string, at: number) => string];
const without = (text: string, from: number, to: number) => text.slice(0, from) + text.slice(to);
const damages: readonly Damage[] = [
  ['cut off', (text, at) => text.slice(0, at)],
  ['one character less', (text, at) => without(text, at, at + 1)],
  ['twenty characters less', (text, at) => without(text, at, at + 20)],
  ['a tag less', (text, at) => without(text, text.indexOf('<', at), text.indexOf('>', text.indexOf('<', at)) + 1)],
  ['a tag twice', (text, at) => text.slice(0, text.indexOf('>', at) + 1) + text.slice(text.indexOf('<', at))],
  [
    'an end tag less',
    (text, at) => without(text, text.indexOf('</', at), text.indexOf('>', text.indexOf('</', at)) + 1),
  ],
  ['a quote less', (text, at) => without(text, text.indexOf('"', at), text.indexOf('"', at) + 1)],
  [
    'the end of a CDATA section less',
    (text, at) => without(text, text.indexOf(']]>', at), text.indexOf(']]>', at) + 3),
  ],
  ...litter.map((what): Damage => [JSON.stringify(what), (text, at) => text.slice(0, at) + what + text.slice(at)]),
];

/** Length of what two texts have in common from their beginning. */
function common(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

describe.each(Object.keys(corpora))('%s', (format) => {
  const { head, item, between, tail } = corpora[format] as Corpus;
  const text = head + numbers.map(item).join(between) + tail;
  const ends = numbers.map(
    (i) =>
      head.length +
      numbers
        .slice(0, i + 1)
        .map(item)
        .join(between).length,
  );

  test.each(damages)('%s', async (_, damage) => {
    const whole = (await parseText(text)).drafts;
    expect(whole).toHaveLength(numbers.length);
    // A prime step: in the course of the text the damage falls into every kind of place.
    for (let at = head.length; at < text.length - 25; at += 37) {
      const damaged = damage(text, at);
      const same = common(text, damaged);
      const drafts = await parseText(damaged).then(
        (feed) => feed.drafts,
        (error: unknown) => {
          expect(error).toBeInstanceOf(NewsError);
          return [];
        },
      );
      const before = ends.filter((end) => end <= same).length;
      expect(drafts.slice(0, before)).toEqual(whole.slice(0, before));
    }
  });
});
