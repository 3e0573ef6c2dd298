import type { AgentFolder } from '../capsules/agent-folder.ts'
import { ClawError, toWireError } from '../kernel/claw-error.ts'
import { crashpoint } from '../kernel/crashpoint.ts'
import type { AgentResponse, TaskRequest } from '../protocol/messages.ts'
import type { CapsuleJob } from '../store/records.ts'
import { approveChange } from './approve-change.ts'
import { approveProgram } from './approve-program.ts'
import { type AttemptOutcome, endsTheSame } from './attempt-outcome.ts'
import { attemptScope } from './attempt-scope.ts'
import { isCapsuleCrash } from './capsule-crash.ts'
import { answerIntent } from './desk/answer-intent.ts'
import { type AttemptSession, openSession } from './desk/attempt-session.ts'
import { openAttempt } from './open-attempt.ts'
import type { RunContext } from './run-context.ts'
import { runDelegated } from './run-delegated.ts'
import { settleResponse } from './settle-response.ts'
import { endsRun, SuspensionError, suspendsAttempt } from './suspension-error.ts'

const HANDSHAKE_MS = 10_000
const IDLE_MS = 60_000
const GRACE_MS = 5_000

/** One attempt: capsule up, intents answered at the desk, response settled. A crashed capsule is started again and answered from the journal. */
export async function runAttempt(context: RunContext, job: CapsuleJob): Promise<AttemptOutcome> {
  const subtask = context.ports.store.subtasks.get(context.run.run_id, job.subtask_id)?.spec
  const agent = context.ports.agents.get(job.agent_id)
  if (!subtask || !agent) throw new ClawError('NOT_FOUND', `Agent '${job.agent_id}' or subtask '${job.subtask_id}' is gone.`)
  const scope = attemptScope(context, subtask)
  const place = { agent, subtask_id: subtask.id, attempt: job.attempt }
  await approveChange(context, place)
  const request = await openAttempt(context, { subtask, agent, attempt: job.attempt, scope })
  const open = (): AttemptSession =>
    openSession(context, { job, subtask, agent, scope, delegate: (wanted, signal) => runDelegated(context, subtask, wanted, signal) })
  try {
    await approveProgram(context, place)
    const { response, session } = await runWithRestarts(context, agent, request, open)
    return await settleResponse(session, response)
  } catch (error) {
    return failAttempt(context, job, error)
  }
}

async function runWithRestarts(
  context: RunContext,
  agent: AgentFolder,
  request: TaskRequest,
  open: () => AttemptSession,
): Promise<{ response: AgentResponse; session: AttemptSession }> {
  for (let restarts = 0; ; restarts += 1) {
    const session = open()
    try {
      return { response: await runOnce(context, agent, request, session, restarts), session }
    } catch (error) {
      const crashed = error instanceof ClawError && isCapsuleCrash(error.code)
      if (!crashed || restarts >= context.ports.caps.agentRetries || context.signal.aborted) throw error
    }
  }
}

function runOnce(
  context: RunContext,
  agent: AgentFolder,
  request: TaskRequest,
  session: AttemptSession,
  restarts: number,
): Promise<AgentResponse> {
  const place = { subtask_id: request.subtask_id, attempt: request.attempt }
  return context.ports.runCapsule({
    launch: context.ports.agents.launch(agent),
    request,
    limits: {
      handshake_ms: HANDSHAKE_MS,
      idle_ms: Math.min(IDLE_MS, request.limits.timeout_ms),
      wall_ms: request.limits.timeout_ms,
      grace_ms: GRACE_MS,
    },
    // Open handlers stop when the attempt is over, not only when the run is.
    onIntent: (intent, clock) => answerIntent({ ...session, signal: AbortSignal.any([context.signal, clock.signal]) }, intent, clock),
    observer: {
      onStarted: (started) => void context.emit({ type: 'capsule.started', ...place, data: { ...started, command: [...started.command] } }),
      onExited: (exit) => void context.emit({ type: 'capsule.exited', ...place, data: { ...exit, restarts } }),
      onProgress: (text) => void context.emit({ type: 'capsule.progress', ...place, data: { text: text.slice(0, 2000) } }),
    },
    signal: context.signal,
  })
}

// A suspended attempt stays open in the registry: a resume goes on with it.
function failAttempt(context: RunContext, job: CapsuleJob, error: unknown): AttemptOutcome {
  if (context.signal.aborted || error instanceof SuspensionError || !(error instanceof ClawError)) throw error
  if (endsRun(error.code) || suspendsAttempt(error.code)) throw error
  const wire = toWireError(error)
  crashpoint('step-end.before')
  context.ports.store.subtasks.endAttempt(context.fence, job.subtask_id, job.attempt, { status: 'failed', error: wire })
  crashpoint('step-end.after')
  return { ok: false, attempt: job.attempt, error: wire, worthRetrying: !endsTheSame(wire.code) }
}
