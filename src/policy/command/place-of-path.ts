import { posix } from 'node:path'

const DEVICES = new Set(['/dev/null', '/dev/stdout', '/dev/stderr', '/dev/tty', '-'])

/**
 * Where a path of a command leads by its words alone: the sandbox holds for links and for what is made at run time.
 * `kept` is what belongs to git or claw inside of the workspace.
 */
export type PlaceOfPath = 'here' | 'kept' | 'temporary' | 'outside'

export function placeOfPath(path: string, workspace: string): PlaceOfPath {
  if (DEVICES.has(path)) return 'temporary'
  if (path.startsWith('~')) return 'outside'
  const full = posix.resolve(workspace, path)
  if (isInside(full, workspace)) return /(?:^|\/)\.(?:git|closed_claw)(?:\/|$)/i.test(full.slice(workspace.length)) ? 'kept' : 'here'
  return isInside(full, '/tmp') || isInside(full, '/var/tmp') ? 'temporary' : 'outside'
}

export function isWritableHere(path: string, workspace: string): boolean {
  const place = placeOfPath(path, workspace)
  return place === 'here' || place === 'temporary'
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}
