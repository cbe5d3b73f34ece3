import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openPrograms } from '../../src/programs.ts';

it.skipIf(process.platform === 'win32')('no title is taken for an option of what shows notifications', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'news-programs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const told = join(folder, 'told');
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" > '${told}'\n`;
  writeFileSync(join(folder, 'notify-send'), script, { mode: 0o755 });
  const programs = openPrograms({ env: { PATH: folder }, platform: 'linux' });
  await programs.notify('--icon=/etc/passwd', '$(reboot) -u');
  const words = readFileSync(told, 'utf8').trimEnd().split('\n');
  expect(words.slice(words.indexOf('--'))).toEqual(['--', '--icon=/etc/passwd', '$(reboot) -u']);
});
