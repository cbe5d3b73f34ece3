/** One article opened by its id: the list goes on from it, however old it is. */
import { expect, it } from 'vitest';
import { loopback } from '../support/loopback.ts';
import { makeHome } from '../support/reader.ts';

/** Invented: an article a day, the first of them the newest. */
function feed(origin: string): string {
  const items = Array.from({ length: 230 }, (_, day) => {
    const date = new Date(Date.UTC(2025, 11, 1) - day * 86_400_000).toUTCString();
    return `<item><title>Log of watch ${day}.</title><link>${origin}/${day}</link><pubDate>${date}</pubDate><description>All quiet.</description></item>`;
  });
  return `<rss version="2.0"><channel><title>Watch Log</title><link>${origin}/</link>${items.join('')}</channel></rss>`;
}

it('goes on to the next older article and back to newer ones, far below the newest hundred', async () => {
  const web = await loopback((_, response) =>
    response.setHeader('content-type', 'application/rss+xml').end(feed(web.origin)),
  );
  const home = makeHome();
  await home.done('source', 'add', `${web.origin}/feed`);
  const reader = home.news(['read', `${web.origin}/200`]);
  await reader.until('Log of watch 200.');
  for (const older of [201, 202, 203]) {
    reader.type('n');
    await reader.until(`Log of watch ${older}.`);
  }
  for (const newer of [202, 201, 200, 199, 198]) {
    reader.type('p');
    await reader.until(`Log of watch ${newer}.`);
  }
  reader.type('Q');
  expect((await reader.exited).code).toBe(0);
});

it('ends where the list ends', async () => {
  const web = await loopback((_, response) =>
    response.setHeader('content-type', 'application/rss+xml').end(feed(web.origin)),
  );
  const home = makeHome();
  await home.done('source', 'add', `${web.origin}/feed`);
  const reader = home.news(['read', `${web.origin}/229`]);
  await reader.until('Log of watch 229.');
  reader.type('n');
  await reader.until('This is the last article of the list');
});
