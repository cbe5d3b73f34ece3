/** Parsing, cleaning and storing 1,000 feeds of 50 articles, by the built program: from disk, then over the network. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { articles, feedDocument, feeds, outlines } from './feeds.ts';
import { measureNews } from './measure.ts';
import { benchRefreshWeb } from './refresh-web.ts';

const bin = process.env.NEWS_BIN ?? fileURLToPath(new URL('../../bin/news.js', import.meta.url));
export async function benchRefresh(print: (line: string) => void): Promise<void> {
  await benchRefreshFromDisk(print);
  await benchRefreshWeb(print);
}

async function benchRefreshFromDisk(print: (line: string) => void): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'news-bench-'));
  const env = { ...process.env, NEWS_HOME: home };
  try {
    const paths = Array.from({ length: feeds }, (_, feed) => join(home, `${feed}.xml`));
    for (const [feed, path] of paths.entries()) await writeFile(path, feedDocument(feed));
    await writeFile(join(home, 'all.opml'), outlines(paths.map((path) => pathToFileURL(path).href)));
    spawnSync(process.execPath, [bin, 'source', 'import', join(home, 'all.opml')], { env });
    for (let run = 0; run < 2; run++) {
      const { stdout, seconds, peakMb } = measureNews(bin, ['refresh', '--force', '--json'], env);
      const report = JSON.parse(stdout);
      print(
        `refresh of ${feeds} feeds × ${articles}: ${report.new} new, ${report.failed} failed in ${seconds.toFixed(1)} s, ${Math.round((feeds * articles) / seconds)} articles/s, peak ${peakMb.toFixed(0)} MB`,
      );
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
