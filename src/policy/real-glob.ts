import { realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const WILD = /[*?[\]{}!\\]/

/**
 * The same glob with the links in its plain beginning resolved: calls are compared by their real paths, so a rule that names a linked folder has to
 * mean what the link leads to. undefined where nothing is a link.
 */
export function realGlob(glob: string, workspace: string): string | undefined {
  const names = glob.split('/')
  const wild = names.findIndex((name) => WILD.test(name))
  const plain = wild === -1 ? names : names.slice(0, wild)
  const start = resolve(workspace, plain.join('/') || (glob.startsWith('/') ? '/' : '.'))
  const real = realStart(start)
  if (real === start || WILD.test(real)) return undefined
  return wild === -1 ? real : join(real, ...names.slice(wild))
}

// What does not exist yet will stand where the nearest folder above it does.
function realStart(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    const above = dirname(path)
    return above === path ? path : join(realStart(above), path.slice(above.length))
  }
}
