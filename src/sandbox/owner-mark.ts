import { readFileSync } from 'node:fs'
import { isAlive } from './process-tree.ts'

const STARTED = 19
// Where no /proc tells when a process began, its number has to do.
const UNKNOWN_START = '0'

/** This process, told apart from a later one of the same number: `pid-start`. */
export function ownerMark(): string {
  return `${process.pid}-${startOf(process.pid)}`
}

/** False when the process of a mark is gone, or its number belongs to another by now. */
export function ownerLives(mark: string): boolean {
  const [pid, start] = mark.split('-')
  return isAlive(Number(pid)) && startOf(Number(pid)) === start
}

function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[STARTED] ?? UNKNOWN_START
  } catch {
    return UNKNOWN_START
  }
}
