import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ChunkingContext, defineConfig, type Plugin } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';

/** `import x, { a, b as c } from 'node:y'` and `import * as z from 'node:y'`, at the start of a line. */
const builtinImport = /^import\s+(?!type\b)([^'";]*?)\s*from\s*['"](node:[\w/]+)['"];?/gm;

/** What stands between "import" and "from" as declarations that take the same from the module itself. */
function declarations(clause: string, source: string): string {
  const module = `/* @__PURE__ */ process.getBuiltinModule('${source}')`;
  const named = /\{([^}]*)\}/
    .exec(clause)?.[1]
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));
  const whole = clause
    .replace(/\{[^}]*\}/, '')
    .replace(/^\*\s+as\s+/, '')
    .replace(',', '')
    .trim();
  const parts = named ? [`const { ${named.join(', ').replace(/\s+as\s+/g, ': ')} } = ${module};`] : [];
  // A name "process" must not stand for itself.
  if (whole !== '' && !(source === 'node:process' && whole === 'process')) parts.push(`const ${whole} = ${module};`);
  return parts.join(' ');
}

/**
 * Built-in modules are taken from process.getBuiltinModule: an ESM import of one builds its whole list of exports, which
 * for the large ones costs more than all that `news list` does.
 */
const lightBuiltins: Plugin = {
  name: 'light-builtins',
  transform(code, id) {
    // Commander starts programs only for commands that are files of their own; here are none.
    const lighter = id.includes('/commander/')
      ? code.replace(/^import childProcess .*$/m, 'const childProcess = {};')
      : code;
    return lighter.replace(builtinImport, (_, clause: string, source: string) => declarations(clause, source));
  },
};

/** chalk's level is set in one place, so its own look at the terminal, and the modules that takes, are left out. */
const chalkWithoutDetection: Plugin = {
  name: 'chalk-without-detection',
  resolveId: (source) => (source === '#supports-color' ? '\0no-colors' : null),
  load: (id) => (id === '\0no-colors' ? 'export default { stdout: false, stderr: false };' : null),
};

/** Folders of all packages that any of the builds has taken code from so far. */
const taken = new Set<string>();

/** The licences of all packages that the builds take code from, in one file beside them; the last build's is complete. */
const licences: Plugin = {
  name: 'licences',
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
    for (const id of modules) {
      const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0];
      if (folder !== undefined) taken.add(folder);
    }
    const texts = [...taken]
      .filter((folder) => existsSync(join(folder, 'package.json')))
      .sort()
      .map(licenceOf);
    this.emitFile({
      type: 'asset',
      fileName: 'third-party-licenses.txt',
      source: texts.join(`\n${'-'.repeat(80)}\n\n`),
    });
  },
};

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[sc]e/i.test(entry));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
}

/** The WebP decoder stands beside the worker that loads it. */
const webpDecoder: Plugin = {
  name: 'webp-decoder',
  generateBundle() {
    const source = readFileSync(fileURLToPath(import.meta.resolve('@jsquash/webp/codec/dec/webp_dec.wasm')));
    this.emitFile({ type: 'asset', fileName: 'webp-decoder.wasm', source });
  },
};

/** What every listing loads stands in one file: each further file costs as much as opening the store. */
const listed = ['src/bin.ts'];
const listingModules = new Set<string>();

/** The modules that a listing needs, by static imports alone. */
function listing(id: string, context: ChunkingContext): string | null {
  if (listingModules.size === 0) {
    const waiting = listed.map((path) => fileURLToPath(new URL(path, import.meta.url)));
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (listingModules.has(next)) continue;
      listingModules.add(next);
      waiting.push(...(context.getModuleInfo(next)?.importedIds ?? []));
    }
  }
  return listingModules.has(id) ? 'listing' : null;
}

/** As much of a syntax tree (ESTree) as eager() looks at. */
interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** The functions in `node` that may stand in parentheses: methods may not. */
function* functionValues(node: SyntaxNode): Generator<SyntaxNode> {
  const isMethod = node.type === 'MethodDefinition' || node.method === true || (node.kind ?? 'init') !== 'init';
  for (const part of Object.values(node).flat().filter(isNode)) {
    const isFunction = part.type === 'ArrowFunctionExpression' || part.type === 'FunctionExpression';
    if (isFunction && !(isMethod && part === node.value)) yield part;
    yield* functionValues(part);
  }
}

/**
 * The code with all functions in parentheses, those of the top level as values ahead of everything. V8 compiles such
 * functions with the file and not at their first call, so that Node's compile cache, which is written before anything is
 * called, holds them: reading them there takes a quarter of the time of compiling them at every start.
 */
function eager(code: string): string {
  const { body } = parseAst(code) as unknown as { readonly body: readonly SyntaxNode[] };
  const edits = body
    .flatMap((node) => [...functionValues(node)])
    .flatMap(
      ({ start, end }) =>
        [
          { at: start, sign: '(' },
          { at: end, sign: ')' },
        ] as const,
    )
    // Where one ends, another cannot begin.
    .sort((a, b) => a.at - b.at);
  const part = (from: number, to: number): string => {
    let [text, at] = ['', from];
    for (const edit of edits) {
      if (edit.at < from || edit.at > to) continue;
      text += code.slice(at, edit.at) + edit.sign;
      at = edit.at;
    }
    return text + code.slice(at, to);
  };
  let [ahead, rest, at] = ['', '', 0];
  for (const node of body) {
    if (node.type !== 'FunctionDeclaration' || !isNode(node.id)) continue;
    ahead += `var ${code.slice(node.id.start, node.id.end)}=(${part(node.start, node.end)});`;
    rest += part(at, node.start);
    at = node.end;
  }
  return ahead + rest + part(at, code.length);
}

/** Letters beyond ASCII as escapes: V8 reads, hashes and keeps ASCII text in a fraction of the time. */
function inAscii(code: string): string {
  // A backslash before such a letter stands for nothing, but would take away that of the escape.
  return code.replace(
    /(\\\\)|\\?([\u0080-\uffff])/g,
    (_, pair: string | undefined, letter: string) => pair ?? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Makes the chunk of listings quick to load. */
const quickListing: Plugin = {
  name: 'quick-listing',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk' && chunk.name === 'listing') chunk.code = inAscii(eager(chunk.code));
    }
  },
};

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

const shared = {
  platform: 'node',
  transform: {
    target: 'node24',
    define: { 'process.env.NODE_ENV': '"production"', NEWS_VERSION: JSON.stringify(version) },
  },
  treeshake: { propertyReadSideEffects: false },
} as const;

/** One ESM build, split where the source says `await import`, so that a command loads only what it runs. */
const program = defineConfig({
  ...shared,
  input: { bin: 'src/bin.ts' },
  plugins: [chalkWithoutDetection, lightBuiltins, licences, quickListing],
  output: { dir: 'dist', format: 'esm', minify: true, cleanDir: true, codeSplitting: { groups: [{ name: listing }] } },
});

/** A worker shares no file with the program: importing one that holds bin.ts would run a second `news` inside the first. */
const workers = Object.entries({
  'reading-worker': 'src/reading-worker.ts',
  'image-worker': 'src/tui/image-worker.ts',
}).map(([name, path]) =>
  defineConfig({
    ...shared,
    input: { [name]: path },
    plugins: [lightBuiltins, licences, ...(name === 'image-worker' ? [webpDecoder] : [])],
    output: { dir: 'dist', format: 'esm', minify: true, chunkFileNames: `${name}-[name]-[hash].js` },
  }),
);

export default [program, ...workers];
