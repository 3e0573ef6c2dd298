import { ClawError } from '../../kernel/claw-error.ts'
import { createDeferred } from '../../protocol/deferred.ts'
import { createStdioTransport } from '../../protocol/stdio-transport.ts'
import type { Transport } from '../../protocol/transport.ts'
import type { SandboxDriver } from '../../sandbox/sandbox-driver.ts'
import type { CapsuleLaunch } from '../run-capsule.ts'
import type { CapsuleExit } from './classify-exit.ts'
import { createStderrTail, type StderrTail } from './stderr-tail.ts'
import { within } from './within.ts'

export interface CapsuleProcess {
  readonly pid: number | undefined
  readonly transport: Transport
  readonly stderr: StderrTail
  readonly exited: Promise<CapsuleExit>
  /** Resolves when the process itself is the trouble: CAPSULE_SPAWN_FAILED, CAPSULE_STDERR_FLOOD. */
  readonly failed: Promise<ClawError>
  /** Ends the whole tree, also what an exited program left behind, and waits until the pipes are closed. */
  sweep(grace_ms: number): Promise<void>
}

// Node itself runs about a dozen threads; helpers of a foreign capsule need a few more.
const MAX_PROCESSES = 64
const STDERR_FLOOD_BYTES = 64 * 1024 * 1024
const PIPES_CLOSE_MS = 1000

/** Starts a capsule: no network, no writable path, nothing readable but its own folders, three pipes. */
export function startCapsuleProcess(sandbox: SandboxDriver, launch: CapsuleLaunch): CapsuleProcess {
  const { command, cwd, env, read, memory_mb } = launch
  const isolation = { write: [], hide: [], protect: [], network: false, max_processes: MAX_PROCESSES }
  const started = sandbox.spawn({ command, cwd, env, read, memory_mb, ...isolation })
  const { child } = started
  const { stdin, stdout, stderr } = child
  if (stdin === null || stdout === null || stderr === null) throw new ClawError('INTERNAL', `The '${sandbox.name}' driver gave no pipes.`)

  const exited = createDeferred<CapsuleExit>()
  const failed = createDeferred<ClawError>()
  const closed = createDeferred<void>()
  child.once('error', (cause) => {
    failed.resolve(new ClawError('CAPSULE_SPAWN_FAILED', `'${command[0]}' could not be started: ${cause.message}`, { cause }))
  })
  child.once('exit', (code, signal) => exited.resolve({ code, signal }))
  child.once('close', () => closed.resolve())

  const tail = createStderrTail()
  stderr.on('error', () => {})
  stderr.on('data', (chunk: Buffer) => {
    tail.push(chunk)
    if (tail.totalBytes() > STDERR_FLOOD_BYTES) failed.resolve(stderrFlood())
  })

  async function sweep(grace_ms: number): Promise<void> {
    if (child.pid === undefined) return
    await started.kill(grace_ms)
    // A process that left the tree may still hold a pipe; our end must not wait for it.
    await within(PIPES_CLOSE_MS, closed.promise)
    for (const stream of [stdin, stdout, stderr]) stream?.destroy()
  }

  return {
    pid: child.pid,
    transport: createStdioTransport({ input: stdout, output: stdin }),
    stderr: tail,
    exited: exited.promise,
    failed: failed.promise,
    sweep,
  }
}

function stderrFlood(): ClawError {
  return new ClawError('CAPSULE_STDERR_FLOOD', `The capsule wrote more than ${STDERR_FLOOD_BYTES} bytes to stderr.`)
}
