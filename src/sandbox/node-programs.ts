import { existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { isSystemPath } from './system-paths.ts'

/** What must be visible so that node runs inside: nothing when it is of the system, its prefix (npm, npx) or the bare program else. */
export function nodePrograms(nodePath: string): { readonly read: readonly string[]; readonly programs: readonly string[] } {
  const node = realpathSync(nodePath)
  if (isSystemPath(node)) return { read: [], programs: [] }
  const prefix = dirname(dirname(node))
  // A node that was copied to ~/bin must not make the home folder visible.
  const isPrefix = existsSync(join(prefix, 'lib', 'node_modules')) && !homedir().startsWith(prefix)
  return { read: [isPrefix ? prefix : node], programs: [dirname(node)] }
}
