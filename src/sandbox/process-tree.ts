import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

const GONE_POLL_MS = 2
const GONE_LIMIT_MS = 5000

/** Pids below `pid`, parents first. Empty when it is gone. */
export function descendants(pid: number): number[] {
  const children = childrenOf(pid)
  return children.flatMap((child) => [child, ...descendants(child)])
}

/** Empty when it is gone, and where no /proc tells. */
export function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** False when there is no such process. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Dead, and only its parent has not looked yet: in a container nobody may ever. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

/** Resolves when none of them is there any more. A process in uninterruptible sleep ends the wait after 5 s. */
export async function waitUntilGone(pids: readonly number[]): Promise<void> {
  const deadline = performance.now() + GONE_LIMIT_MS
  while (pids.some(isAlive) && performance.now() < deadline) await pause(GONE_POLL_MS)
}

/**
 * Kills what is left of a process group and waits until it is gone. The number of a group can't be given again while one of its members
 * is there, the guard included; so this can't hit a stranger.
 */
export async function endGroup(group: number): Promise<void> {
  const deadline = performance.now() + GONE_LIMIT_MS
  while (performance.now() < deadline && sendSignal(-group, 'SIGKILL')) {
    if (groupMembers(group)?.length === 0) return
    await pause(GONE_POLL_MS)
  }
}

/** The process group of a living process. */
export function groupOf(pid: number): number | undefined {
  try {
    const stat = /^\d+ \(.*\) (\S) \d+ (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))
    return stat === null || stat[1] === 'Z' ? undefined : Number(stat[2])
  } catch {
    return undefined
  }
}

/** Living members of a process group; the dead whom nobody has looked at don't count. Undefined where there is no /proc. */
function groupMembers(group: number): number[] | undefined {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => groupOf(pid) === group)
  } catch {
    return undefined
  }
}
