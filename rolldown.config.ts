import { defineConfig } from 'rolldown';

/** One ESM build, split where the source says `await import`, so that a command loads only what it runs. */
export default defineConfig({
  input: { bin: 'src/bin.ts' },
  platform: 'node',
  transform: { target: 'node24', define: { 'process.env.NODE_ENV': '"production"' } },
  output: { dir: 'dist', format: 'esm', minify: true, cleanDir: true },
});
