import { toWireError } from '../../kernel/claw-error.ts'
import type { ModelReply, ModelRequest } from '../../models/chat-model.ts'
import { LOCAL_TOOLS } from '../../protocol/agent-tools.ts'
import type { ModelCallIntent, ModelCallResult } from '../../protocol/messages.ts'
import { callModel } from '../call-model.ts'
import { specsInOrder } from '../evolution/specs-in-order.ts'
import { modelFor } from '../model-for.ts'
import { endsRun, suspendsAttempt } from '../suspension-error.ts'
import type { AttemptSession } from './attempt-session.ts'
import { recordAnswer, recordIntent } from './journal-steps.ts'
import type { Placed } from './placed-intent.ts'

/** A provider that fails for good stops the capsule and keeps the attempt open: a resume asks again from here. */
export async function answerModelCall(session: AttemptSession, placed: Placed<ModelCallIntent>): Promise<ModelCallResult> {
  const { context } = session
  const requested = recordIntent(session, placed)
  const entry = requested.state === 'started' ? requested : context.ports.store.journal.start(context.fence, requested, {})
  const base = { type: 'model_call_result' as const, id: placed.intent.id }
  try {
    let answer: ModelCallResult = { ...base, ok: false }
    const model = await modelFor(context, session.agent)
    await callModel(
      context,
      { ...placeOf(session, placed), ...(model === null ? {} : { model }) },
      toRequest(session, placed.intent),
      (reply) => {
        answer = recordAnswer(session, entry, toAnswer(session, base, reply), () => undefined)
      },
    )
    return answer
  } catch (error) {
    const wire = toWireError(error)
    if (session.signal.aborted || suspendsAttempt(wire.code) || endsRun(wire.code)) throw error
    return recordAnswer(session, entry, { ...base, ok: false, error: wire }, () => undefined)
  }
}

function placeOf(session: AttemptSession, placed: Placed<ModelCallIntent>) {
  const { subtask_id, attempt } = session.key
  const { agent_id, limits } = session.agent.manifest
  return {
    subtask_id,
    attempt,
    intent_id: placed.intent.id,
    purpose: 'agent',
    maybe_paid_twice: placed.known?.state === 'started',
    agent: { agent_id, limits: { tokens: limits?.tokens ?? null, cost_usd: limits?.cost_usd ?? null } },
    signal: session.signal,
  }
}

function toAnswer(session: AttemptSession, base: Pick<ModelCallResult, 'type' | 'id'>, reply: ModelReply): ModelCallResult {
  const { redactor } = session.context.ports
  const message = {
    content: redactor.text(reply.content),
    tool_calls: reply.tool_calls.map((call) => ({ ...call, args: redactor.json(call.args) })),
  }
  return { ...base, ok: true, message, ...(reply.usage ? { usage: reply.usage } : {}) }
}

// The capsule names tools; the host knows their schemas. A name that the agent may not use is not offered to the model.
function toRequest(session: AttemptSession, intent: ModelCallIntent): ModelRequest {
  const offered = [...specsInOrder(session.context.ports.executor.specs(session.tools), session.genome.tools), ...LOCAL_TOOLS]
  const temperature = intent.temperature ?? session.genome.temperature ?? session.agent.manifest.model?.temperature
  return {
    messages: intent.messages,
    tools: offered.filter((tool) => intent.tools?.includes(tool.name)),
    ...(intent.response_schema ? { response_schema: { name: 'answer', schema: intent.response_schema } } : {}),
    ...(temperature === undefined ? {} : { temperature }),
    ...(intent.max_tokens === undefined ? {} : { max_tokens: intent.max_tokens }),
  }
}
