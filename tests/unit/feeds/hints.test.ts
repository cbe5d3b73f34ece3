import { expect, test } from 'vitest';
import { noHints } from '../../../src/core/source.ts';
import { parseFeed } from '../../../src/feeds/parse.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

async function hints(channel: string) {
  const text = `<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Invented</title>${channel}</channel></rss>`;
  const feed = await parseFeed(new TextEncoder().encode(text), { charset: null, type: null, url: null });
  return feed.hints;
}
const sy = (period: string, frequency: string, base = '') =>
  `${period && `<sy:updatePeriod>${period}</sy:updatePeriod>`}${frequency && `<sy:updateFrequency>${frequency}</sy:updateFrequency>`}${base && `<sy:updateBase>${base}</sy:updateBase>`}`;
const everyHour = Array.from({ length: 40 }, (_, index) => `<hour>${index - 3}</hour>`).join('');

test.each([
  ['nothing', '', {}],
  ['ttl in minutes', '<ttl>30</ttl>', { everyMs: 30 * minute }],
  ['ttl 0 says nothing', '<ttl>0</ttl>', {}],
  ['ttl that is no number', '<ttl>soon</ttl>', {}],
  ['negative ttl', '<ttl>-5</ttl>', {}],
  ['period over frequency', sy('daily', '4'), { everyMs: 6 * hour }],
  ['period alone', sy('Weekly', ''), { everyMs: 7 * day }],
  ['frequency alone counts a day', sy('', '2'), { everyMs: 12 * hour }],
  ['frequency 0', sy('hourly', '0'), { everyMs: hour }],
  ['unknown period', sy('fortnightly', '2'), {}],
  ['base', sy('hourly', '1', '2000-01-01T12:00+00:00'), { everyMs: hour, baseAt: Date.UTC(2000, 0, 1, 12) }],
  ['base without a period', sy('', '', '2000-01-01T12:00+00:00'), {}],
  ['base that is no date', sy('hourly', '1', 'noon'), { everyMs: hour }],
  ['ttl comes before the module', `<ttl>45</ttl>${sy('daily', '1', '2000-01-01')}`, { everyMs: 45 * minute }],
  ['hours', '<skipHours><hour>3</hour><hour> 23 </hour><hour>3</hour></skipHours>', { skipHours: [3, 23] }],
  ['hour 24 of RSS 0.91 is midnight', '<skipHours><hour>24</hour></skipHours>', { skipHours: [0] }],
  ['hours that are none', '<skipHours><hour>25</hour><hour>x</hour><hour/></skipHours>', {}],
  ['all of them', `<skipHours>${everyHour}</skipHours>`, { skipHours: Array.from({ length: 24 }, (_, i) => i) }],
  ['days', '<skipDays><day>Sunday</day><day>saturday</day><day>Yesterday</day></skipDays>', { skipDays: [0, 6] }],
])('%s', async (_, channel, expected) => {
  expect(await hints(channel)).toEqual({ ...noHints, ...expected });
});
