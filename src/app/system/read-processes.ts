import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { uptime } from 'node:os'

/** A process of this machine, as far as it lets itself be seen. */
export interface SeenProcess {
  readonly pid: number
  readonly parent: number
  readonly argv: readonly string[]
  readonly rss_bytes: number
  readonly started_at: number
}

const TICKS_PER_SECOND = 100
const PAGE_BYTES = 4096
const NUMBER = /^\d+$/

/** Empty where there is no /proc. */
export function readProcesses(): readonly SeenProcess[] {
  return pids().flatMap((pid) => {
    const seen = readProcess(pid)
    return seen === undefined ? [] : [seen]
  })
}

/** Where a process works; undefined: it is gone, or another user's. */
export function folderOfProcess(pid: number): string | undefined {
  return attempt(() => readlinkSync(`/proc/${pid}/cwd`))
}

function pids(): number[] {
  return (attempt(() => readdirSync('/proc')) ?? []).filter((name) => NUMBER.test(name)).map(Number)
}

// Fields of /proc/<pid>/stat from the third on: the name before them may hold spaces and brackets.
function readProcess(pid: number): SeenProcess | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  const argv = attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
  if (stat === undefined || argv === undefined || argv === '') return undefined
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const age_ms = uptime() * 1000 - (Number(fields[19]) / TICKS_PER_SECOND) * 1000
  return {
    pid,
    parent: Number(fields[1]),
    argv: argv.split('\0').slice(0, -1),
    rss_bytes: Number(fields[21]) * PAGE_BYTES,
    started_at: Math.round(Date.now() - Math.max(0, age_ms)),
  }
}

// A process may end while it is looked at.
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
