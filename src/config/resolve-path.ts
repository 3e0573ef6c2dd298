import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

export interface PathBase {
  readonly workspace: string
  readonly home: string
}

/** Absolute path of a setting: relative to the workspace, `~` is the home folder. */
export function resolvePath(text: string, base: PathBase): string {
  if (text === '~') return base.home
  return text.startsWith('~/') ? join(base.home, text.slice(2)) : resolve(base.workspace, text)
}

/** Whether the path lies in the workspace with every link that exists followed. */
export function isInside(text: string, base: PathBase): boolean {
  const between = relative(base.workspace, realTarget(resolvePath(text, base)))
  return between !== '..' && !between.startsWith(`..${sep}`)
}

/** The real path of what exists of it, with the rest appended. */
function realTarget(path: string): string {
  if (existsSync(path) || dirname(path) === path) return realpathSync(path)
  return join(realTarget(dirname(path)), path.slice(dirname(path).length))
}
