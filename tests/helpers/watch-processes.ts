import { closeSync, constants, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs'

/** What any process below `pid` could tell while it lived: environment, arguments, what its descriptors lead to. `pid` itself: arguments only. */
export interface ProcessWatch {
  /** Everything seen since, as one text a place. */
  stop(): ReadonlyMap<string, string>
  readonly processes: ReadonlySet<number>
}

const EVERY_MS = 20

export function watchProcesses(pid: number): ProcessWatch {
  const seen = new Map<string, string>()
  const processes = new Set<number>()
  const timer = setInterval(() => look(), EVERY_MS)

  function look(): void {
    const line = text(`/proc/${pid}/cmdline`)
    seen.set(`${pid} cmdline`, line)
    for (const child of descendants(pid)) {
      // Between fork and exec a child is still a copy of its parent.
      if (text(`/proc/${child}/cmdline`) === line) continue
      processes.add(child)
      for (const name of ['environ', 'cmdline'])
        seen.set(`${child} ${name} ${text(`/proc/${child}/comm`).trim()}`, text(`/proc/${child}/${name}`))
      for (const fd of names(`/proc/${child}/fd`)) seen.set(`${child} fd ${fd}`, descriptor(`/proc/${child}/fd/${fd}`))
    }
  }

  return {
    processes,
    stop: () => {
      clearInterval(timer)
      return seen
    },
  }
}

function descendants(pid: number): number[] {
  const children = names(`/proc/${pid}/task`).flatMap((task) =>
    text(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
  )
  return children.flatMap((child) => [child, ...descendants(child)])
}

/** The place that it leads to and, for a regular file, how it begins. Pipes are not read: that would take from them. */
function descriptor(path: string): string {
  try {
    const target = readlinkSync(path)
    return target.startsWith('/') && !target.startsWith('/dev') ? `${target}\n${beginning(path)}` : target
  } catch {
    return ''
  }
}

function beginning(path: string): string {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const buffer = Buffer.alloc(65_536)
    return buffer.toString('latin1', 0, readSync(fd, buffer, 0, buffer.length, 0))
  } finally {
    closeSync(fd)
  }
}

function names(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

function text(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
