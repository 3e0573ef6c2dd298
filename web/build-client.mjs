import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const root = join(dirname(fileURLToPath(import.meta.url)), 'client')

/** Builds the pages of the dashboard into `outDir`: one script, one style sheet, hashed names, packed, nothing from elsewhere. `from`: other pages, of a test. */
export async function buildClient(outDir, from = root) {
  await build({
    root: from,
    configFile: false,
    envDir: false,
    base: '/',
    logLevel: 'warn',
    // A data: URL would need a hole in the content security policy.
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'es2023',
      reportCompressedSize: false,
    },
    oxc: { jsx: { runtime: 'automatic' } },
  })
  packFiles(join(outDir, 'assets'))
}

// As browsers take them; web/server/file-response.ts unpacks them for others.
function packFiles(folder) {
  for (const name of readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))) {
    const path = join(folder, name)
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
    rmSync(path)
  }
}
