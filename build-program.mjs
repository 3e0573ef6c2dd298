import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build, transform } from 'esbuild'
import { inkWithoutAwait } from './build-ink.mjs'
import { chunkRequire, withoutUnused } from './build-left-out.mjs'
import { external, shared } from './build-options.mjs'
import { stringWidthOnUse } from './build-string-width.mjs'

// Modules whose chunks are loaded by starts that have a budget: help and lists, a run with the rules engine, the dashboard, the menu.
const STARTS = [
  'src/cli/program.ts',
  'src/app/create-app.ts',
  'src/cli/commands/run.ts',
  'src/app/live-run.ts',
  'src/app/coordinator-ports.ts',
  'src/planning/rules/load-recipes.ts',
  'web/server/start-web.ts',
  'src/tui/start-menu.ts',
]
/** Below that, unpacking takes longer than the bytes are worth. */
const PACKED_FROM = 10_000

/**
 * The program in `folder`, in two passes: modules cut into chunks that load on demand, then each chunk as a function that src/cli/chunk-loader.ts can
 * compile; the large ones that no budgeted start loads are packed. Resolves with a hash of all code and the name of the chunk that exports `main`.
 */
export async function buildProgram(folder) {
  const { outputFiles, metafile } = await build({
    ...shared,
    entryPoints: { program: 'src/cli/program.ts' },
    outdir: 'claw',
    entryNames: '[name]-[hash]',
    splitting: true,
    write: false,
    metafile: true,
    external,
    define: { 'import.meta.url': 'chunkUrl', 'process.env.NODE_ENV': '"production"' },
    plugins: [chunkRequire, withoutUnused, inkWithoutAwait, stringWidthOnUse],
  })
  const chunks = await Promise.all(outputFiles.map(async ({ path, text }) => ({ name: basename(path), code: await asFunction(text) })))
  const plain = loadedAtStarts(metafile.outputs)
  mkdirSync(folder, { recursive: true })
  for (const chunk of chunks) writeChunk(folder, chunk, plain)
  return { id: hashOf(chunks), program: chunks.map(({ name }) => name).find((name) => name.startsWith('program-')) }
}

async function asFunction(module) {
  const { code } = await transform(module, {
    format: 'cjs',
    platform: 'node',
    target: shared.target,
    minify: true,
    legalComments: 'none',
    supported: { 'dynamic-import': false },
  })
  return `(function(exports,require,module,chunkUrl){${code}\n})`
}

function loadedAtStarts(outputs) {
  const loaded = new Set()
  const visit = (path) => {
    if (loaded.has(basename(path))) return
    loaded.add(basename(path))
    for (const item of outputs[path].imports) if (item.kind === 'import-statement' && !item.external) visit(item.path)
  }
  for (const start of STARTS) {
    const found = Object.keys(outputs).find((path) => outputs[path].entryPoint === start)
    if (found === undefined) throw new Error(`${start} has no chunk of its own any more: look at STARTS in build-program.mjs`)
    visit(found)
  }
  return loaded
}

function writeChunk(folder, { name, code }, plain) {
  if (code.length < PACKED_FROM || plain.has(name)) return writeFileSync(join(folder, name), code)
  writeFileSync(join(folder, `${name}.br`), packed(Buffer.from(code)))
}

/** A quarter of the size; 500 kB are unpacked in 2 ms. */
export function packed(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
}

function hashOf(chunks) {
  const texts = chunks.map(({ name, code }) => `${name}\n${code}`).sort()
  return createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 16)
}
