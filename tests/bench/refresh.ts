/** Parsing, cleaning and storing 1,000 feeds of 50 articles from disk, by the built program. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inventedRss } from '../support/invented-feed.ts';
import { random, wordOf } from './store-data.ts';

const bin = fileURLToPath(new URL('../../bin/news.js', import.meta.url));
const feeds = 1000;
const articles = 50;

/** Some 1.6 KB of text in paragraphs, of words as common as in a language. */
function body(next: () => number): string {
  const paragraph = () => `<p>${Array.from({ length: 60 }, () => wordOf(Math.floor(20_000 ** next()))).join(' ')}.</p>`;
  return Array.from({ length: 4 }, paragraph).join('\n');
}

export async function benchRefresh(print: (line: string) => void): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'news-bench-'));
  const env = { ...process.env, NEWS_HOME: home };
  try {
    const next = random(7);
    const outlines: string[] = [];
    for (let feed = 0; feed < feeds; feed++) {
      const items = Array.from({ length: articles }, (_, index) => ({
        id: `${feed}-${index}`,
        body: body(next),
        tags: [`tag${index % 9}`],
      }));
      const path = join(home, `${feed}.xml`);
      await writeFile(path, inventedRss(`Source ${feed}`, items));
      outlines.push(`<outline text="Source ${feed}" xmlUrl="${pathToFileURL(path).href}"/>`);
    }
    await writeFile(join(home, 'all.opml'), `<opml version="2.0"><body>${outlines.join('')}</body></opml>`);
    spawnSync(process.execPath, [bin, 'source', 'import', join(home, 'all.opml')], { env });
    const script = `process.argv.splice(1, 0, 'news'); process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS)); await import(${JSON.stringify(pathToFileURL(bin).href)});`;
    for (const words of [
      ['refresh', '--force', '--json'],
      ['refresh', '--force', '--json'],
    ]) {
      const start = performance.now();
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script, ...words], {
        env,
        encoding: 'utf8',
        maxBuffer: 1e9,
      });
      const seconds = (performance.now() - start) / 1000;
      const report = JSON.parse(stdout);
      const peak = Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024;
      print(
        `refresh of ${feeds} feeds × ${articles}: ${report.new} new in ${seconds.toFixed(1)} s, ${Math.round((feeds * articles) / seconds)} articles/s, peak ${peak.toFixed(0)} MB`,
      );
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
