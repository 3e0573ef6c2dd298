import { readFileSync, statSync } from 'node:fs'
import { sha256 } from '../../src/kernel/hash.ts'

export interface ProgramFile {
  /** Whether another program stands in its place by now, or none. */
  changed(): boolean
}

/** The program as it was when this process began. A rebuild of the same is no change; what was never there changes into nothing. */
export function watchProgram(path: string): ProgramFile {
  const started = hashOf(path)
  let seen = { mark: markOf(path), changed: false }
  return {
    changed: () => {
      const mark = markOf(path)
      if (mark !== seen.mark) seen = { mark, changed: started !== undefined && hashOf(path) !== started }
      return seen.changed
    },
  }
}

function markOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined ? '' : `${stat.ino} ${stat.mtimeMs} ${stat.size}`
}

function hashOf(path: string): string | undefined {
  try {
    return sha256(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
