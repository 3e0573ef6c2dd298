import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, transform } from 'esbuild'

const root = fileURLToPath(new URL('.', import.meta.url))
const TARGET = 'node20.19'

/**
 * The builtin capsule: `capsule.cjs` and its chunks, of which each engine loads its own. In two passes, modules and then CommonJS, since Node takes a
 * fifth of a capsule's start to set up its loader of modules.
 */
export async function buildCapsule(outdir) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { capsule: 'runtime/main.ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: TARGET,
    legalComments: 'none',
    logLevel: 'warning',
    minify: true,
    splitting: true,
    write: false,
    metafile: true,
    outdir: '/capsule',
    outExtension: { '.js': '.cjs' },
    chunkNames: 'capsule/[name]-[hash]',
  })
  for (const { path, text } of outputFiles) {
    const file = join(outdir, relative('/capsule', path))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, await asCommonJs(text))
  }
  return metafile
}

async function asCommonJs(module) {
  const { code } = await transform(module, {
    format: 'cjs',
    platform: 'node',
    target: TARGET,
    minify: true,
    legalComments: 'none',
    supported: { 'dynamic-import': false },
  })
  return code
}
