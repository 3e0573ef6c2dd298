import { homedir } from 'node:os'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import { compileGlob } from '../kernel/glob/compile-glob.ts'
import { type JailedFile, type JailedFolder, openJailedFile, openJailedFolder } from './path-jail-open.ts'
import { isProtectedPath, type PathUse } from './path-jail-protected.ts'
import { realPath } from './path-jail-real.ts'
import { openForWriting } from './path-jail-write.ts'

export interface PathJailOptions {
  /** Absolute folders, the workspace first. */
  readonly roots: readonly string[]
  /** Further protected paths: absolute ones, or globs below any root. What lies below them is protected too. */
  readonly protectedGlobs?: readonly string[]
}

/** Which files tools may touch. Every path of a tool goes through here, and is opened through here. */
export interface PathJail {
  /** Real path of the first root. */
  readonly workspace: string
  readonly roots: readonly string[]
  /** The canonical absolute path inside a root; it need not exist. Throws PATH_OUTSIDE, PATH_PROTECTED, TOOL_BAD_ARGS. */
  resolve(path: string, use?: PathUse): string
  /** Relative to the workspace with `/` where inside it, else absolute. */
  show(path: string): string
  isProtected(path: string, use?: PathUse): boolean
  /** Opens a regular file for reading and proves that what was opened lies inside. The caller closes it. */
  openFile(path: string): JailedFile
  /** Opens a folder whose members are reached through the descriptor, so that a swapped symlink leads nowhere. */
  openFolder(path: string): JailedFolder
  /** The same, walked down from the root without following any link; `create` makes what is missing. */
  openForWriting(path: string, options?: { create?: boolean }): JailedFolder
}

export function createPathJail(options: PathJailOptions): PathJail {
  const roots = options.roots.map((root) => realPath(resolve(root)))
  const [workspace] = roots
  if (workspace === undefined) throw new ClawError('INTERNAL', 'A path jail needs a root.')
  const extra = protectedMatchers(options.protectedGlobs ?? [])

  const rootOf = (path: string): string | undefined => roots.find((root) => isInside(root, path))
  const isProtected = (path: string, use: PathUse = 'read'): boolean =>
    roots.some((root) => isInside(root, path) && isProtectedBelow(path, root, use)) || extra.absolute.some((place) => isInside(place, path))
  const isProtectedBelow = (path: string, root: string, use: PathUse): boolean => {
    const names = namesBelow(root, path)
    return (
      isProtectedPath(names, path, use) || extra.globs.some((matches) => names.some((_, i) => matches(names.slice(0, i + 1).join('/'))))
    )
  }
  const check = (path: string, given: string, use: PathUse): string => {
    if (rootOf(path) === undefined) {
      throw new ClawError('PATH_OUTSIDE', `'${given}' is outside of the workspace ${workspace}.`, {
        fix: 'Name a path inside the workspace, or let the user add its folder to CLOSED_CLAW_EXTRA_ALLOWED_PATHS.',
      })
    }
    if (isProtected(path, use))
      throw new ClawError(
        'PATH_PROTECTED',
        `'${given}' is out of reach for agents (state of claw, git internals, .env or key files, or denied by a policy rule).`,
      )
    return path
  }
  const checkedRoot = (path: string): string => rootOf(check(path, path, 'read')) ?? workspace

  return {
    workspace,
    roots,
    resolve: (path, use = 'read') => check(realPath(check(lexicalPath(path, workspace, roots), path, use)), path, use),
    show: (path) => (isInside(workspace, path) ? relative(workspace, path).split(sep).join('/') || '.' : path),
    isProtected,
    openFile: (path) => openJailedFile(path, (found) => check(found, path, 'read')),
    openFolder: (path) => openJailedFolder(path, (found) => check(found, path, 'read')),
    openForWriting: (path, { create = false } = {}) => openForWriting({ root: checkedRoot(check(path, path, 'write')), path, create }),
  }
}

/** `$WORKSPACE` and `~` expanded, `.` and `..` taken out; links are not looked at yet. */
function lexicalPath(path: string, workspace: string, roots: readonly string[]): string {
  if (path.includes('\0')) throw new ClawError('TOOL_BAD_ARGS', 'A path must not hold a NUL character.')
  if (path.length > 4096) throw new ClawError('TOOL_BAD_ARGS', 'A path may have at most 4096 characters.')
  const expanded = path.replace(/^\$(?:WORKSPACE|\{WORKSPACE\})(?=\/|$)/, () => workspace).replace(/^~(?=\/|$)/, () => homedir())
  const absolute = resolve(workspace, expanded === '' ? '.' : expanded)
  // The person may name a root by another way that leads to it: then links decide, below.
  return isAbsolute(expanded) && !roots.some((root) => isInside(root, absolute)) ? realPath(absolute) : absolute
}

function protectedMatchers(globs: readonly string[]): { absolute: string[]; globs: ((path: string) => boolean)[] } {
  return {
    absolute: globs.filter((glob) => isAbsolute(glob)).map((path) => realPath(path)),
    globs: globs.filter((glob) => !isAbsolute(glob)).map((glob) => compileGlob([glob])),
  }
}

export function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)
}

function namesBelow(root: string, path: string): string[] {
  return relative(root, path)
    .split(sep)
    .filter((name) => name !== '')
}
