import { statSync } from 'node:fs'
import { dirname } from 'node:path'

const OTHERS_READ = 0o004
const OTHERS_SEARCH = 0o001

/** True when a user without any rights of its own can get to the path and read it: a home of mode 0700 on the way stops it. */
export function reachableByOthers(path: string): boolean {
  try {
    const target = statSync(path)
    const needed = target.isDirectory() ? OTHERS_READ | OTHERS_SEARCH : OTHERS_READ
    return (target.mode & needed) === needed && ancestorsOf(path).every((folder) => (statSync(folder).mode & OTHERS_SEARCH) !== 0)
  } catch {
    return false
  }
}

/** All folders above a path, nearest first. */
export function ancestorsOf(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [] : [parent, ...ancestorsOf(parent)]
}
