/** How long commands take beside bare Node. */

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inventedRss } from '../support/invented-feed.ts';
import { timeProcesses } from './measure.ts';

/** On a busy machine only the shortest of many runs tells what the program takes. */
const rounds = 60;
const bin = fileURLToPath(new URL('../../bin/news.js', import.meta.url));

/** A store with 1,000 articles of 20 sources beside the bundled edition. */
async function prepare(home: string): Promise<void> {
  const env = { ...process.env, NEWS_HOME: home };
  spawnSync(process.execPath, [bin, 'list'], { env });
  for (let source = 0; source < 20; source++) {
    const items = Array.from({ length: 50 }, (_, index) => ({
      id: `${source}-${index}`,
      title: `Invented headline ${source} ${index}`,
      body: '<p>Words of a body.</p>'.repeat(40),
      tags: [`tag${index % 7}`],
    }));
    const path = join(home, `feed-${source}.xml`);
    await writeFile(path, inventedRss(`Source ${source}`, items));
    const { status, stderr } = spawnSync(process.execPath, [bin, 'source', 'add', path], { env });
    if (status !== 0) throw new Error(String(stderr));
  }
}

export async function benchStart(print: (line: string) => void): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'news-bench-'));
  try {
    await prepare(home);
    const env = { NEWS_HOME: home };
    const commands = [
      ['list'],
      ['list', '--limit', '30'],
      ['list', '--json'],
      ['list', '--tag', 'tag3'],
      ['search', 'headline'],
      ['--version'],
    ];
    const timed = [
      { name: 'node -e 0', command: process.execPath, args: ['-e', '0'] },
      ...commands.map((args) => ({
        name: `news ${args.join(' ')}`,
        command: process.execPath,
        args: [bin, ...args],
        env,
      })),
    ];
    const [bare, ...times] = timeProcesses(timed, rounds);
    if (!bare) return;
    print(
      `Start-up, 1,000 articles, against bare node (${bare.shortest.toFixed(1)} ms, median ${bare.median.toFixed(1)}):`,
    );
    for (const [index, { shortest, median }] of times.entries()) {
      const ratios = `${(shortest / bare.shortest).toFixed(2)} ×, of medians ${(median / bare.median).toFixed(2)} ×`;
      print(`  ${(timed[index + 1]?.name ?? '').padEnd(24)} ${ratios}`);
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
