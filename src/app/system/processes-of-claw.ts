import { basename } from 'node:path'
import type { ProcessKind, ProcessRow } from '../../view/system-rows.ts'
import { folderOfProcess, readProcesses, type SeenProcess } from './read-processes.ts'

export interface ClawProcesses {
  readonly workspace: string
  /** Runs by the process that has them in hand. */
  readonly owners: ReadonlyMap<number, string>
}

const MOST = 200
/** The program itself, however it was started. */
const PROGRAMS: ReadonlySet<string> = new Set(['claw.js', 'claw', 'closed-claw'])
const CAPSULES: ReadonlySet<string> = new Set(['capsule.cjs', 'capsule.js'])

/** What works in this workspace: whoever has a run of it in hand, other programs of claw in it, and what they have started. */
export function processesOfClaw(options: ClawProcesses): readonly ProcessRow[] {
  const seen = readProcesses()
  const roots = new Map(seen.filter((one) => isRoot(one, options)).map((one) => [one.pid, one]))
  const byPid = new Map(seen.map((one) => [one.pid, one]))
  return seen
    .flatMap((one) => {
      const root = rootOf(one, { roots, byPid })
      return root === undefined ? [] : [toRow(one, root, options)]
    })
    .slice(0, MOST)
}

function isRoot({ pid, argv }: SeenProcess, { owners, workspace }: ClawProcesses): boolean {
  if (pid === process.pid || owners.has(pid)) return true
  if (!argv.slice(0, 2).some((word) => PROGRAMS.has(basename(word)))) return false
  const folder = folderOfProcess(pid)
  return folder !== undefined && (folder === workspace || folder.startsWith(`${workspace}/`))
}

interface Tree {
  readonly roots: ReadonlyMap<number, SeenProcess>
  readonly byPid: ReadonlyMap<number, SeenProcess>
}

/** The nearest one above, or itself. */
function rootOf(one: SeenProcess, { roots, byPid }: Tree): SeenProcess | undefined {
  let at: SeenProcess | undefined = one
  for (let depth = 0; at !== undefined && depth < 64; depth += 1) {
    const root = roots.get(at.pid)
    if (root !== undefined) return root
    at = byPid.get(at.parent)
  }
  return undefined
}

function toRow(one: SeenProcess, root: SeenProcess, { owners }: ClawProcesses): ProcessRow {
  const { pid, parent, argv, rss_bytes, started_at } = one
  return {
    pid,
    parent,
    kind: one === root ? rootKind(one, owners) : childKind(argv),
    program: basename(argv[0] ?? ''),
    rss_bytes,
    started_at,
    run_id: owners.get(root.pid) ?? null,
    self: pid === process.pid,
  }
}

function rootKind({ pid, argv }: SeenProcess, owners: ClawProcesses['owners']): ProcessKind {
  if (argv.slice(1, 4).includes('web')) return 'dashboard'
  return owners.has(pid) ? 'run' : 'claw'
}

function childKind(argv: readonly string[]): ProcessKind {
  return argv.some((word) => CAPSULES.has(basename(word))) ? 'capsule' : 'helper'
}
