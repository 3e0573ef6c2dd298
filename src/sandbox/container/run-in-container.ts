import { once } from 'node:events'
import { basename } from 'node:path'
import { Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { findProgram } from '../find-program.ts'
import { sendSignal } from '../process-tree.ts'
import type { SandboxedProcess, SandboxSpec } from '../sandbox-driver.ts'
import { spawnWithPipes } from '../spawn-with-pipes.ts'
import { userInside } from './container-arguments.ts'
import type { ContainerBox } from './container-box.ts'
import type { ContainerPool } from './container-pool.ts'
import type { ContainerRuntime } from './container-runtime.ts'
import { throughPipe } from './through-pipe.ts'

const GATE_FD = 3
const ENV_FD = 4
const LEAVE_MS = 2000
// The process is there at once, and becomes the client when its container is up: a line on the gate says `go` or why not.
const WAIT = `IFS= read -r line <&${GATE_FD}; exec ${GATE_FD}<&-; if [ "$line" != go ]; then echo "$line" >&2; exit 125; fi
${throughPipe(ENV_FD)}`
// An image may have no bash; then its sh must do.
const START = 'ulimit -c 0; if [ "$1" = bash ] && ! command -v bash >/dev/null; then shift; set -- sh "$@"; fi; exec "$@"'

/** A program in a container of its own for as long as it runs. */
export function runInContainer(runtime: ContainerRuntime, pool: ContainerPool, spec: SandboxSpec): SandboxedProcess {
  const box = pool.take(spec)
  const client = ['exec', '-i', '--user', userInside(runtime), '--workdir', spec.cwd, '--env-file', `/dev/fd/${ENV_FD}`, box.name]
  const command = [runtime.program, ...client, '/bin/sh', '-c', START, 'sh', ...insideCommand(spec)]
  const child = spawnWithPipes({
    command: [findProgram('sh') ?? '/bin/sh', '-c', WAIT, 'sh', ...command],
    env: runtime.env,
    send: [undefined, envFile(spec.env)],
    onFailure: () => void pool.giveBack(box, true),
  })
  const exited = child.exitCode === null ? once(child, 'exit') : Promise.resolve()
  openGate(child.stdio[GATE_FD], box)
  const cleared = exited.then(() => clear(box, pool))

  async function kill(grace_ms: number): Promise<void> {
    const running = (): boolean => child.exitCode === null && child.signalCode === null
    if (running()) await box.ready.catch(() => undefined)
    if (grace_ms > 0 && running() && (await box.signal('TERM'))) await within(exited, grace_ms)
    if (running()) {
      const told = await box.signal('KILL')
      if (!told) await box.close()
      await within(exited, LEAVE_MS)
      if (running() && child.pid !== undefined) sendSignal(-child.pid, 'SIGKILL')
    }
    await cleared
  }

  return { child, kill }
}

/** Nothing that the program has left behind lives on; where that can't be had, the container goes. */
async function clear(box: ContainerBox, pool: ContainerPool): Promise<void> {
  const up = await box.ready.then(
    () => true,
    () => false,
  )
  await pool.giveBack(box, up && (await box.signal('KILL')))
}

function openGate(gate: unknown, box: ContainerBox): void {
  if (!(gate instanceof Writable)) return
  gate.on('error', () => undefined)
  box.ready.then(
    () => gate.end('go\n'),
    (error: unknown) => gate.end(`${error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error)}\n`),
  )
}

/** Programs of the host are not there: what lies outside the named paths is looked up by its name in the image. */
function insideCommand({ command, read, write }: SandboxSpec): string[] {
  const [program = '', ...args] = command
  const isShown = [...read, ...write].some((folder) => program.startsWith(`${folder}/`))
  return [program.startsWith('/') && !isShown ? basename(program) : program, ...args]
}

// One name=value a line is all that the format knows.
function envFile(env: SandboxSpec['env']): Buffer {
  const lines = Object.entries(env).filter(([, value]) => !/[\r\n]/.test(value))
  return Buffer.from(lines.map(([name, value]) => `${name}=${value}\n`).join(''))
}

function within(event: Promise<unknown>, limit_ms: number): Promise<unknown> {
  return Promise.race([event, pause(limit_ms, undefined, { ref: false })])
}
