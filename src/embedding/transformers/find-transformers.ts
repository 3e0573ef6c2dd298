import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'

// The same library under its former and its present name.
const NAMES = ['@xenova/transformers', '@huggingface/transformers'] as const

/** The one command that adds the library beside this installation of claw. */
export function transformersInstallCommand(packageDir: string): string {
  const global = /[\\/]lib[\\/]node_modules[\\/]/.test(packageDir) ? ' -g' : ''
  // Its install scripts only fetch what is not needed: the runtime for graphics cards.
  return `npm install${global} --ignore-scripts @xenova/transformers@npm:@huggingface/transformers@^4.3.1`
}

/** The entry file of the library, as the installation of claw sees it: never one that a workspace brings along. Throws EMBEDDER_MISSING. */
export function findTransformers(packageDir: string): string {
  const require = createRequire(join(packageDir, 'package.json'))
  for (const name of NAMES) {
    try {
      return require.resolve(name)
    } catch {
      // The next name, or none.
    }
  }
  throw new ClawError('EMBEDDER_MISSING', 'The transformers embedder needs a package that is not installed.', {
    fix: transformersInstallCommand(packageDir),
  })
}
