import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const LAZY = "let measure; export default (...args) => (measure ??= require('string-width').default)(...args)"

/** The measure of wide text on first use: its expressions and ICU's tables take 20 ms, and most of what a command prints is ASCII. */
export const stringWidthOnUse = {
  name: 'string-width-on-use',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^string-width$/ }, ({ importer, kind }) =>
      kind === 'import-statement' && importer.endsWith('/src/view/letter-width.ts')
        ? { path: 'string-width', namespace: 'on-use' }
        : undefined,
    )
    onLoad({ filter: /^string-width$/, namespace: 'on-use' }, () => ({
      contents: LAZY,
      resolveDir: dirname(fileURLToPath(import.meta.url)),
    }))
  },
}
