import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { storeContract } from './store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'news-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

storeContract('SQLite', (place, now) => openStore(join(folder, place, 'news.db'), { now }));
