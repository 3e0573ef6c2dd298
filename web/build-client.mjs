import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build as bundle } from 'esbuild'
import { build } from 'vite'

const root = join(dirname(fileURLToPath(import.meta.url)), 'client')

// What every page needs is one file, what several need another: a browser asks for six files at a time, and a page of fifty small ones comes late.
const SHARED = [
  { name: 'frame', tags: ['$initial'], priority: 1 },
  { name: 'kit', minShareCount: 3 },
]

/** Builds the pages of the dashboard into `outDir`: a chunk for each page, hashed names, packed, nothing from elsewhere. `from`: other pages, of a test. */
export async function buildClient(outDir, from = root) {
  await build({
    root: from,
    configFile: false,
    envDir: false,
    base: '/',
    logLevel: 'warn',
    plugins: [bootScript()],
    // Whoever builds: under a test runner too it is what is shipped.
    define: { 'process.env.NODE_ENV': '"production"' },
    // A data: URL would need a hole in the content security policy.
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'es2023',
      reportCompressedSize: false,
      // In kB; they come from this machine.
      chunkSizeWarningLimit: 1000,
      // The libraries mark what a server must not render: nothing is rendered on one here.
      rolldownOptions: {
        onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
        output: { codeSplitting: { groups: SHARED } },
      },
    },
    oxc: { jsx: { runtime: 'automatic', development: false } },
  })
  packFiles(join(outDir, 'assets'))
}

// The page waits for this script and paints after it. Inline it would need a hole in the policy; as a module it would come too late.
function bootScript() {
  let fileName = ''
  return {
    name: 'boot-script',
    async generateBundle() {
      const entryPoints = [join(root, 'app', 'boot.ts')]
      const { outputFiles } = await bundle({ entryPoints, bundle: true, minify: true, format: 'iife', target: 'es2022', write: false })
      const source = outputFiles[0].text
      fileName = `assets/boot-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`
      this.emitFile({ type: 'asset', fileName, source })
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [{ tag: 'script', attrs: { src: `/${fileName}` }, injectTo: 'head-prepend' }],
    },
  }
}

// As browsers take them; web/server/file-response.ts unpacks them for others.
function packFiles(folder) {
  for (const name of readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))) {
    const path = join(folder, name)
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
    rmSync(path)
  }
}
