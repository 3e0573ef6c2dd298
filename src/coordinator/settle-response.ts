import { crashpoint } from '../kernel/crashpoint.ts'
import type { AgentResponse, WireError } from '../protocol/messages.ts'
import { readOutput } from '../protocol/output.ts'
import { type AttemptOutcome, endsTheSame } from './attempt-outcome.ts'
import type { AttemptSession } from './desk/attempt-session.ts'
import { keepMemories } from './memory/keep-memories.ts'
import { tellMemories } from './memory/tell-memories.ts'

/** Writes what the capsule answered: result and event together, memory only with evidence. */
export async function settleResponse(session: AttemptSession, response: AgentResponse): Promise<AttemptOutcome> {
  noteDivergence(session)
  if (response.status === 'error') return settleError(session, response)
  const read = session.subtask.output === undefined ? undefined : readOutput(response.result, session.subtask.output)
  if (read?.ok === false) return settleError(session, { ...response, error_code: 'OUTPUT_INVALID', error_message: unfit(read.problem) })
  const kept = await keepMemories(session, response.memory_updates)
  const { context, key } = session
  const { store, clock, redactor } = context.ports
  const result = redactor.json(read === undefined ? response.result : read.value)
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
    tellMemories(context, session.agent.agent_id, kept)
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

// The builtin agent has mended it by then; a foreign one is told by the next attempt.
function unfit(problem: string): string {
  return `The result does not fit what the plan asks for: ${problem}.`
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
