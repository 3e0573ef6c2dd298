import { readFileSync } from 'node:fs'
import { ownerLives } from './owner-mark.ts'
import { childrenOf, descendants, groupOf, sendSignal, waitUntilGone } from './process-tree.ts'

export interface ChildProcessFacts {
  readonly pid: number
  readonly command: readonly string[]
}

/**
 * Kills what a process has started, with all below it: those of its children that lead a group of their own and are meant. It may be stopped or hang:
 * it is told by its number and its start, and as long as it is there nobody else has its children. Gives the groups.
 */
export async function endChildren(
  { pid, start_time }: { readonly pid: number; readonly start_time: string },
  isMeant: (child: ChildProcessFacts) => boolean,
): Promise<number[]> {
  const mark = `${pid}-${start_time}`
  if (!ownerLives(mark)) return []
  const meant = childrenOf(pid).filter((child) => groupOf(child) === child && isMeant({ pid: child, command: commandOf(child) }))
  const ended = new Set<number>()
  for (const child of meant) {
    if (!ownerLives(mark) || !childrenOf(pid).includes(child)) continue
    const below = descendants(child)
    // From below: who ends before its parent cannot have its number given away.
    for (const inner of below.reverse()) sendSignal(inner, 'SIGKILL')
    sendSignal(-child, 'SIGKILL')
    for (const each of [child, ...below]) ended.add(each)
  }
  await waitUntilGone([...ended])
  return meant
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}
