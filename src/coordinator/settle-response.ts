import { crashpoint } from '../kernel/crashpoint.ts'
import type { AgentResponse, MemoryUpdate, WireError } from '../protocol/messages.ts'
import { type AttemptOutcome, endsTheSame } from './attempt-outcome.ts'
import type { AttemptSession } from './desk/attempt-session.ts'

/** Writes what the capsule answered: result and event together, memory only with evidence. */
export async function settleResponse(session: AttemptSession, response: AgentResponse): Promise<AttemptOutcome> {
  noteDivergence(session)
  if (response.status === 'error') return settleError(session, response)
  await keepMemories(session, response.memory_updates)
  const { context, key } = session
  const { store, clock, redactor } = context.ports
  const result = redactor.json(response.result)
  crashpoint('step-end.before')
  context.transaction(() => {
    const started = store.subtasks.attempts(key.run_id, key.subtask_id).at(-1)?.started_at ?? clock.now()
    store.subtasks.endAttempt(context.fence, key.subtask_id, key.attempt, { status: 'succeeded', error: null })
    store.subtasks.update(context.fence, key.subtask_id, {
      status: 'succeeded',
      result,
      artifacts: response.artifacts,
      error: null,
      ended_at: clock.now(),
    })
    context.emit({
      type: 'subtask.succeeded',
      subtask_id: key.subtask_id,
      attempt: key.attempt,
      data: { result, artifacts: response.artifacts, duration_ms: Math.max(0, clock.now() - started) },
    })
  })
  crashpoint('step-end.after')
  return { ok: true }
}

function settleError(session: AttemptSession, response: AgentResponse): AttemptOutcome {
  const { context, key } = session
  const error: WireError = {
    code: response.error_code ?? 'RUN_FAILED',
    message: context.ports.redactor.text(response.error_message ?? 'The agent gave up without a reason.'),
    retryable: false,
  }
  crashpoint('step-end.before')
  context.ports.store.subtasks.endAttempt(context.fence, key.subtask_id, key.attempt, { status: 'failed', error })
  crashpoint('step-end.after')
  return { ok: false, attempt: key.attempt, error, worthRetrying: !endsTheSame(error.code) && session.subtask.recipe === undefined }
}

/** Journaled intents that did not come again although new ones did: the capsule took another way than before. */
function noteDivergence(session: AttemptSession): void {
  const { context, key, counts } = session
  const journaled = context.ports.store.journal.list(key)
  const missing = journaled.length - counts.replayed - counts.live
  if (!context.resumed || missing <= 0) return
  context.emit({
    type: 'capsule.diverged',
    subtask_id: key.subtask_id,
    attempt: key.attempt,
    data: { intent: `${counts.live} new`, expected: `${missing} journaled intents that did not come again` },
  })
}

async function keepMemories(session: AttemptSession, updates: readonly MemoryUpdate[]): Promise<void> {
  for (const update of updates) await keepMemory(session, update)
}

async function keepMemory(session: AttemptSession, update: MemoryUpdate): Promise<void> {
  const { context, key, agent } = session
  const { redactor, memory } = context.ports
  const text = redactor.text(update.text)
  const place = { subtask_id: key.subtask_id, attempt: key.attempt }
  if (!session.evidence.has(update.evidence)) {
    context.emit({
      type: 'memory.refused',
      ...place,
      data: { text, reason: `'${update.evidence}' is no successful tool call of this attempt` },
    })
    return
  }
  const written = await memory.write(
    agent.agent_id,
    { ...update, text },
    {
      run_id: key.run_id,
      subtask_id: key.subtask_id,
      untrusted: context.taint.now().untrusted,
    },
  )
  context.emit({
    type: 'memory.written',
    ...place,
    data: { kind: update.kind, text, evidence: update.evidence, memory_id: written.memory_id },
  })
}
