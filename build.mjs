// Builds dist/: the command, the capsule runtime and the helper programs. `npm install` runs it (prepare).
import { chmodSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(fileURLToPath(import.meta.url))
process.chdir(root)
rmSync('dist', { recursive: true, force: true })

const shared = { bundle: true, platform: 'node', format: 'esm', target: 'node20.19', legalComments: 'none', logLevel: 'warning', minify: true, keepNames: true }
// CommonJS dependencies inside an ES module bundle ask for `require`.
const requireBanner = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

await Promise.all([
  build({
    ...shared,
    entryPoints: { claw: 'src/cli/main.ts' },
    outdir: 'dist',
    splitting: true,
    chunkNames: 'claw/[name]-[hash]',
    external: ['better-sqlite3', 'sqlite-vec'],
    banner: { js: requireBanner },
  }),
  build({ ...shared, keepNames: false, entryPoints: { capsule: 'runtime/main.ts' }, outdir: 'dist', splitting: true, chunkNames: 'capsule/[name]-[hash]' }),
  build({
    ...shared,
    entryPoints: Object.fromEntries(workers('src').map((file) => [basename(file, '.ts'), file])),
    outdir: 'dist',
    external: ['better-sqlite3', 'sqlite-vec'],
    banner: { js: requireBanner },
  }),
])
chmodSync('dist/claw.js', 0o755)

function workers(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.worker.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}
