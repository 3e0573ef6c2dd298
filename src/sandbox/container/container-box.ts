import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { ClawError } from '../../kernel/claw-error.ts'
import { findProgram } from '../find-program.ts'
import type { SandboxSpec } from '../sandbox-driver.ts'
import { spawnWithPipes } from '../spawn-with-pipes.ts'
import { runArguments, SECCOMP_FD, userInside } from './container-arguments.ts'
import type { ContainerRuntime } from './container-runtime.ts'
import { containerSeccomp } from './container-seccomp.ts'
import { runClient } from './run-client.ts'
import { throughPipe } from './through-pipe.ts'

const START_LIMIT_MS = 30_000
const LEAVE_MS = 3000
const TOLD_CHARS = 2000

/** One container. Programs run in it one after the other: what one leaves behind is killed before the next. */
export interface ContainerBox {
  readonly name: string
  /** Rejects with SANDBOX_MISSING and what the runtime said. */
  readonly ready: Promise<void>
  /** Sends a signal to every process of the program. False when the container could not be told. */
  signal(name: 'TERM' | 'KILL'): Promise<boolean>
  /** Removes it with all that runs in it. */
  close(): Promise<void>
}

export function startContainerBox(runtime: ContainerRuntime, spec: SandboxSpec): ContainerBox {
  const name = `closed-claw-${process.pid}-${randomBytes(6).toString('hex')}`
  const client = spawnWithPipes({
    command: [findProgram('sh') ?? '/bin/sh', '-c', throughPipe(SECCOMP_FD), 'sh', runtime.program, ...runArguments(runtime, spec, name)],
    env: runtime.env,
    send: [Buffer.from(containerSeccomp())],
    onFailure: () => undefined,
  })
  const exited = once(client, 'exit')
  client.stdin?.on('error', () => undefined)
  let told = ''
  client.stderr?.on('data', (chunk: Buffer) => {
    told = (told + chunk.toString()).slice(-TOLD_CHARS)
  })
  const ready = Promise.race([
    client.stdout ? once(client.stdout, 'data').then(() => undefined) : Promise.resolve(),
    once(client, 'close').then(() => Promise.reject(notStarted(runtime, told))),
    pause(START_LIMIT_MS, undefined, { ref: false }).then(() => Promise.reject(notStarted(runtime, 'it took longer than 30 s'))),
  ])
  ready.catch(() => undefined)

  let closing: Promise<void> | undefined
  async function close(): Promise<void> {
    // Before it is up there is nothing to remove; a client that is killed in between would leave a half-made one.
    await ready.catch(() => undefined)
    client.stdin?.end()
    await runClient(runtime, ['rm', '--force', ...(runtime.kind === 'podman' ? ['--time', '0', '--ignore'] : []), name])
    await Promise.race([exited, pause(LEAVE_MS, undefined, { ref: false })])
    client.kill('SIGKILL')
  }

  return {
    name,
    ready,
    signal: async (kind) =>
      (await runClient(runtime, ['exec', '--user', userInside(runtime), name, '/bin/sh', '-c', `kill -s ${kind} -- -1; true`])).ok,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

function notStarted({ program, image }: ContainerRuntime, why: string): ClawError {
  return new ClawError('SANDBOX_MISSING', `'${program}' could not start a container of '${image}': ${why.trim()}`, {
    fix: `${program} run --rm ${image} /bin/sh -c true`,
  })
}
