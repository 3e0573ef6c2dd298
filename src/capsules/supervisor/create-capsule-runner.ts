import { ClawError } from '../../kernel/claw-error.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { AgentResponse } from '../../protocol/messages.ts'
import type { SandboxDriver } from '../../sandbox/sandbox-driver.ts'
import type { RunCapsule, RunCapsuleOptions } from '../run-capsule.ts'
import { type CapsuleProcess, startCapsuleProcess } from './capsule-process.ts'
import { classifyExit } from './classify-exit.ts'
import { type Conversation, converse, type Ending } from './converse.ts'
import type { WarmPool } from './create-warm-pool.ts'
import { within } from './within.ts'

export interface CapsuleRunnerOptions {
  readonly sandbox: SandboxDriver
  readonly clock: Clock
  /** Where a capsule may be up already. */
  readonly pool?: WarmPool
}

/** After its agent_response a capsule may close its files, for this long. */
const LEAVING_MS = 500
/** Between SIGTERM and SIGKILL. */
const TERM_MS = 500

/** Runs capsules one attempt at a time each: spawn, converse until an ending, end the process, conclude. */
export function createCapsuleRunner({ sandbox, clock, pool }: CapsuleRunnerOptions): RunCapsule {
  return async (options) => {
    if (options.signal.aborted) throw new ClawError('CAPSULE_CANCELLED', 'The attempt was cancelled before its start.')
    const capsule = pool?.take(options.launch) ?? startCapsuleProcess(sandbox, options.launch)
    const conversation = converse(capsule, options, clock)
    try {
      tellStart(options, capsule, sandbox.name)
      await leave(await conversation.ending, capsule, conversation, options.limits.grace_ms)
    } finally {
      await capsule.sweep(TERM_MS)
      await conversation.close(options.limits.grace_ms)
      await tellExit(options, capsule)
    }
    return conclude(await conversation.ending, capsule, conversation)
  }
}

/** Gives the capsule the time to go by itself that its ending deserves; what is left is swept away after that. */
async function leave(ending: Ending, capsule: CapsuleProcess, conversation: Conversation, graceMs: number): Promise<void> {
  if (ending.kind === 'exited' || ending.kind === 'failed') return
  if (ending.kind === 'stopped') conversation.cancel(ending.error.message, graceMs)
  else conversation.closeInput()
  await within(ending.kind === 'stopped' ? graceMs : LEAVING_MS, capsule.exited)
}

/** Throws what ended the attempt, or what came to light after its ending; a broken rule outweighs an answer. */
async function conclude(ending: Ending, capsule: CapsuleProcess, conversation: Conversation): Promise<AgentResponse> {
  if (ending.kind === 'stopped' || ending.kind === 'failed') throw ending.error
  const { response, violation } = conversation.outcome()
  if (violation !== undefined) throw violation
  if (response === undefined) throw classifyExit(await capsule.exited, capsule.stderr.text())
  if (response.error_code === 'PROTOCOL_VERSION') {
    throw new ClawError('PROTOCOL_VERSION', `The capsule refused the protocol: ${response.error_message ?? 'no reason given'}`)
  }
  return response
}

function tellStart({ observer, launch }: RunCapsuleOptions, capsule: CapsuleProcess, sandbox: string): void {
  if (capsule.pid !== undefined) observer.onStarted({ pid: capsule.pid, command: launch.command, sandbox })
}

async function tellExit({ observer }: RunCapsuleOptions, { pid, exited, stderr }: CapsuleProcess): Promise<void> {
  if (pid === undefined) return
  const { code, signal } = await exited
  observer.onExited({ code, signal, stderr_tail: stderr.text(), dropped_bytes: stderr.droppedBytes() })
}
