import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = join(dirname(fileURLToPath(import.meta.url)), 'client')

/** Builds the pages of the dashboard into `outDir`: one script, one style sheet, hashed names, nothing from elsewhere. */
export async function buildClient(outDir) {
  await build({
    root,
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
}
