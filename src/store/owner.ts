import { existsSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Owner } from './records.ts'
import { errorCode } from './store-error.ts'

/** This process. */
export function currentOwner(): Owner {
  return { pid: process.pid, start_time: readStat(process.pid)?.start_time ?? '', host: hostname() }
}

/**
 * Whether the very process is still there: a pid that was given to another one has another start time. Processes of other hosts can't be
 * seen and count as alive; their heartbeat decides.
 */
export function ownerIsAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return true
  if (!existsSync('/proc/self/stat')) return answersSignal(owner.pid)
  const stat = readStat(owner.pid)
  if (stat === undefined || stat.state === 'Z' || stat.state === 'X') return false
  return owner.start_time === '' || owner.start_time === stat.start_time
}

/** Fields 3 and 22 of /proc/<pid>/stat. The command name before them may hold spaces and brackets: count from the last one. */
function readStat(pid: number): { state: string; start_time: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', start_time: fields[19] ?? '' }
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return undefined
  }
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, but not ours.
    return errorCode(error) === 'EPERM'
  }
}
