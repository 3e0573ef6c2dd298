import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { Writable } from 'node:stream'
import { ClawError } from '../kernel/claw-error.ts'
import { inheritedFds } from './inherited-fds.ts'

const FIRST_EXTRA = 3

export interface PipedSpawn {
  readonly command: readonly [string, ...string[]]
  readonly env: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Descriptors 3 and up, as pipes. Data is sent and the pipe closed; undefined leaves the pipe to the caller. */
  readonly send: readonly (Buffer | undefined)[]
  readonly onFailure: () => void
}

/** A child in its own process group with pipes for stdio and nothing of ours: no environment, no inherited descriptor. */
export function spawnWithPipes(options: PipedSpawn): ChildProcess {
  const [program, ...args] = options.command
  const child = spawn(program, args, { env: options.env, cwd: options.cwd ?? '/', stdio: stdioFor(options.send.length), detached: true })
  child.on('error', () => undefined)
  if (child.pid === undefined) {
    options.onFailure()
    throw new ClawError('CAPSULE_SPAWN_FAILED', `'${program}' could not be started.`, { data: { program } })
  }
  options.send.forEach((data, at) => {
    if (data !== undefined) sendAll(child, FIRST_EXTRA + at, data)
  })
  return child
}

function stdioFor(extra: number): StdioOptions {
  const inherited = inheritedFds().filter((fd) => fd >= FIRST_EXTRA + extra)
  const length = Math.max(FIRST_EXTRA + extra, ...inherited.map((fd) => fd + 1))
  const masked = new Set(inherited)
  return Array.from({ length }, (_, fd) => {
    if (fd < FIRST_EXTRA + extra) return 'pipe'
    return masked.has(fd) ? emptyDevice() : 'ignore'
  })
}

let emptyFd: number | undefined

function emptyDevice(): number {
  emptyFd ??= openSync('/dev/null', 'r+')
  return emptyFd
}

// A program that died at once closes its end: its exit tells the reason, not this pipe. What fits into the pipe is sent and the pipe closed at
// once: `end` would close it when this process next waits, and bubblewrap reads its arguments to the end before it starts anything.
function sendAll(child: ChildProcess, fd: number, data: Buffer): void {
  const pipe = child.stdio[fd]
  if (!(pipe instanceof Writable)) return
  pipe.on('error', () => undefined)
  pipe.write(data)
  if (pipe.writableLength === 0) pipe.destroy()
  else pipe.end()
}
