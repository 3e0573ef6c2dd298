import { homedir } from 'node:os'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { compileGlob, compileRootedGlob } from '../kernel/glob/compile-glob.ts'
import { realGlob } from './real-glob.ts'

/**
 * Whether `path` (absolute and real) is what `glob` names, or lies below it. Relative globs are inside the workspace, and one without
 * `/` fits a name at any depth; `~/...` and absolute ones are as they stand. Throws TOOL_BAD_ARGS for a glob that is none.
 */
export function matchesPath(glob: string, path: string, workspace: string): boolean {
  const written = isRooted(glob) ? rooted(glob, path) : within(glob, path, workspace)
  if (covers(written)) return true
  const real = realGlob(glob.startsWith('~') ? homePath(glob) : glob, workspace)
  return real !== undefined && covers(rooted(real, path))
}

function covers({ matches, names }: Matching): boolean {
  return names.some((_, index) => matches(names.slice(0, index + 1).join('/')))
}

/** Why a path pattern could never mean anything; undefined: it is one. */
export function globProblem(glob: string): string | undefined {
  if (/(^|\/)\.\.(\/|$)|\/\.(\/|$)|\/\//.test(glob)) return "it has '..', '/./' or '//' in it, and real paths have not"
  try {
    matchesPath(glob, '/a/b', '/a')
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
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
  const whole = glob.startsWith('~') ? homePath(glob) : glob
  return { matches: compileRootedGlob(whole), names: namesOf(path) }
}

function homePath(glob: string): string {
  return resolve(homedir(), `.${glob.slice(1)}`)
}

function within(glob: string, path: string, workspace: string): Matching {
  const below = relative(workspace, path)
  const inside = below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below)
  return { matches: compileGlob([glob.replace(/\/+$/, '')]), names: inside ? namesOf(below) : [] }
}

function namesOf(path: string): string[] {
  return path.split(sep).filter((name) => name !== '')
}
