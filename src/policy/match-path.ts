import { homedir } from 'node:os'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { compileGlob, compileRootedGlob } from '../kernel/glob/compile-glob.ts'

/**
 * Whether `path` (absolute and real) is what `glob` names, or lies below it. Relative globs are inside the workspace, and one without
 * `/` fits a name at any depth; `~/...` and absolute ones are as they stand. Throws TOOL_BAD_ARGS for a glob that is none.
 */
export function matchesPath(glob: string, path: string, workspace: string): boolean {
  const { matches, names } = isRooted(glob) ? rooted(glob, path) : within(glob, path, workspace)
  return names.some((_, index) => matches(names.slice(0, index + 1).join('/')))
}

function isRooted(glob: string): boolean {
  return isAbsolute(glob) || glob === '~' || glob.startsWith('~/')
}

interface Matching {
  readonly matches: (path: string) => boolean
  /** The components below the place that the glob starts from: each prefix is a folder that may be meant. */
  readonly names: readonly string[]
}

function rooted(glob: string, path: string): Matching {
  const whole = glob.startsWith('~') ? resolve(homedir(), `.${glob.slice(1)}`) : glob
  return { matches: compileRootedGlob(whole), names: namesOf(path) }
}

function within(glob: string, path: string, workspace: string): Matching {
  const below = relative(workspace, path)
  const inside = below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below)
  return { matches: compileGlob([glob.replace(/\/+$/, '')]), names: inside ? namesOf(below) : [] }
}

function namesOf(path: string): string[] {
  return path.split(sep).filter((name) => name !== '')
}
