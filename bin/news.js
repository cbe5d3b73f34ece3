#!/usr/bin/env node
// Plain JavaScript that an old Node can read: it says what is needed, then hands over to the built program.
// Names that no server knows block the threads that look names up: four, the default, would hold back all others.
process.env.UV_THREADPOOL_SIZE ??= '40';

const needed = [24, 15];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(
    `news: needs Node ${needed.join('.')} or newer, found ${process.versions.node}; get it from https://nodejs.org or with "npm install -g node@24".\n`,
  );
  process.exitCode = 1;
} else {
  process.getBuiltinModule('node:module').enableCompileCache();
  await import('../dist/bin.js');
}
