import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const OURS = join(root, 'src/view/text-width.ts')
const MEASURED_BY = join(root, 'src/view/letter-width.ts')
const LAZY = "let measure; export default (...args) => (measure ??= require('string-width').default)(...args)"
const SAME = `export { textWidth as default } from ${JSON.stringify(OURS)}`

/**
 * The measure of wide text on first use: its expressions and ICU's tables take 20 ms, and most of what a command prints is simple. Ink and what it
 * wraps with measure by our own function, as the lines that they get were.
 */
export const stringWidthOnUse = {
  name: 'string-width-on-use',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^string-width$/ }, ({ importer, kind }) => {
      if (kind !== 'import-statement') return undefined
      return { path: 'string-width', namespace: importer === MEASURED_BY ? 'on-use' : 'ours' }
    })
    onLoad({ filter: /^string-width$/, namespace: 'on-use' }, () => ({ contents: LAZY, resolveDir: root }))
    onLoad({ filter: /^string-width$/, namespace: 'ours' }, () => ({ contents: SAME, resolveDir: root }))
  },
}
