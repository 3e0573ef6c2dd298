// Builds dist/: the command, the capsule runtime and the helper programs. `npm install` runs it (prepare).
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { parse } from 'yaml'
import { buildCapsule } from './build-capsule.mjs'
import { external, shared } from './build-options.mjs'
import { buildProgram, packed } from './build-program.mjs'
import { buildClient } from './web/build-client.mjs'

const root = dirname(fileURLToPath(import.meta.url))
process.chdir(root)
// Built beside and swapped in whole: a build that fails, or one that runs while claw works, breaks nothing.
const outdir = `dist.new-${process.pid}`

// CommonJS dependencies inside an ES module bundle ask for `require`.
const requireBanner = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

process.on('exit', () => rmSync(outdir, { recursive: true, force: true }))
await Promise.all([
  buildProgram(join(outdir, 'claw')).then(async (program) => buildLauncher({ ...program, answers: await answers() })),
  buildCapsule(join(root, outdir)),
  build({
    ...shared,
    entryPoints: Object.fromEntries(workers('src').map((file) => [basename(file, '.ts'), file])),
    outdir,
    external,
    banner: { js: requireBanner },
  }),
])
await buildClient(join(root, outdir, 'web'))
writeFileSync(join(outdir, 'yaml.json'), JSON.stringify(await parsedYaml()))
packGrammars(join(outdir, 'grammar'))
chmodSync(join(outdir, 'claw.js'), 0o755)
swapIn()

async function buildLauncher(built) {
  await build({
    ...shared,
    keepNames: false,
    entryPoints: { claw: 'src/cli/main.ts' },
    outdir,
    splitting: true,
    chunkNames: 'launcher/[name]-[hash]',
    // A string, since a shared object would get a file of its own.
    define: { CLAW_BUILT: JSON.stringify(JSON.stringify(built)) },
  })
}

async function answers() {
  const { helpText } = await importTypeScript('src/cli/help.ts')
  const { COMMANDS } = await importTypeScript('src/cli/commands.ts')
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const help = helpText(COMMANDS)
  return [
    ['--help', help],
    ['-h', help],
    ['--version', version],
  ]
}

function swapIn() {
  const old = `dist.old-${process.pid}`
  if (existsSync('dist')) renameSync('dist', old)
  renameSync(outdir, 'dist')
  rmSync(old, { recursive: true, force: true })
}

// A tenth of the size; unpacked in 3 ms when a command line is read for the first time.
function packGrammars(folder) {
  mkdirSync(folder)
  for (const name of ['web-tree-sitter', 'tree-sitter-bash']) {
    const bytes = readFileSync(join('node_modules', name, `${name}.wasm`))
    writeFileSync(join(folder, `${name}.wasm.br`), packed(bytes))
  }
}

function workers(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.worker.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

// Parsing and checking the recipes takes longer than planning with them: done here once, found again by the hash of the text.
async function parsedYaml() {
  const files = readdirSync('skills', { recursive: true, encoding: 'utf8' }).map((path) => join('skills', path))
  const read = (name) => files.filter((path) => basename(path) === name).map((path) => readFileSync(path, 'utf8'))
  const { recipeFileSchema } = await importTypeScript('src/planning/rules/recipe.ts')
  const headers = read('SKILL.md').flatMap((text) => /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text)?.[1] ?? [])
  return Object.fromEntries([
    ...read('recipes.yaml').map((text) => [sha256(text), recipeFileSchema.parse(parse(text)).recipes]),
    ...headers.map((text) => [sha256(text), parse(text)]),
  ])
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex')
}

async function importTypeScript(entryPoint) {
  const { outputFiles } = await build({ ...shared, entryPoints: [entryPoint], write: false, external: ['../commands/*'] })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}
