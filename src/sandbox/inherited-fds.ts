import { readdirSync, readFileSync } from 'node:fs'

const O_CLOEXEC = 0o2000000
const FIRST = 3
const LAST = 1023

let found: readonly number[] | undefined

/**
 * Descriptors >= 3 that whoever started us left open without close-on-exec: a child would get them. They are found once, since we
 * ourselves open nothing that way. A spawn puts /dev/null in their place.
 */
export function inheritedFds(): readonly number[] {
  found ??= findInherited()
  return found
}

export function findInherited(): number[] {
  try {
    return readdirSync('/proc/self/fd').map(Number).filter(isInherited)
  } catch {
    return []
  }
}

function isInherited(fd: number): boolean {
  if (fd < FIRST || fd > LAST) return false
  try {
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1]
    return flags !== undefined && (Number.parseInt(flags, 8) & O_CLOEXEC) === 0
  } catch {
    return false
  }
}
