import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFolder } from '../../../src/store/make-folder.ts';

describe('makeFolder', () => {
  it('makes it for its owner only, and leaves one that is there', () => {
    const path = mkdtempSync(join(tmpdir(), 'news-folder-'));
    onTestFinished(() => rmSync(path, { recursive: true }));
    const inner = join(path, 'a', 'b');
    makeFolder(inner);
    makeFolder(inner);
    for (const made of [inner, join(path, 'a')]) expect(statSync(made).mode & 0o777).toBe(0o700);
    writeFileSync(join(path, 'file'), '');
    expect(() => makeFolder(join(path, 'file', 'c'))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  });

  // Node's recursive mkdir never comes back from there.
  it.runIf(existsSync('/proc/self'))('fails where a folder takes no other', () => {
    expect(() => makeFolder('/proc/news/a')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});
