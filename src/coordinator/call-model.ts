import { ClawError, toWireError } from '../kernel/claw-error.ts'
import type { ModelReply, ModelRequest } from '../models/chat-model.ts'
import type { RunContext } from './run-context.ts'

export interface ModelCallPlace {
  /** Null for the coordinator's own calls (plan, synthesis). */
  readonly subtask_id: string | null
  readonly attempt: number | null
  readonly intent_id: string
  readonly purpose: string
  /** An earlier process had asked and died before the answer. */
  readonly maybe_paid_twice: boolean
  readonly signal: AbortSignal
}

/** One call with its events and the budget. `commit` writes the answer to the journal in the transaction of the event. Throws MODEL_*, RUN_BUDGET. */
export async function callModel(
  context: RunContext,
  place: ModelCallPlace,
  request: ModelRequest,
  commit: (reply: ModelReply) => void,
): Promise<ModelReply> {
  const model = context.ports.model
  if (model === null) throw new ClawError('NO_MODEL', 'No language model is configured.')
  requireBudget(context)
  const ids = {
    ...(place.subtask_id === null ? {} : { subtask_id: place.subtask_id }),
    ...(place.attempt === null ? {} : { attempt: place.attempt }),
  }
  const common = { intent_id: place.intent_id, purpose: place.purpose, provider: model.provider, model: model.model }
  const started = context.ports.clock.monotonic()
  context.emit({
    type: 'model.requested',
    ...ids,
    data: {
      ...common,
      messages: [...request.messages],
      tools: request.tools.map((tool) => tool.name),
      maybe_paid_twice: place.maybe_paid_twice,
    },
  })
  try {
    const reply = await model.call(request, {
      signal: place.signal,
      onRetry: (note) =>
        void context.emit({
          type: 'model.retried',
          ...ids,
          data: { intent_id: place.intent_id, try: note.try, wait_ms: note.wait_ms, error: note.error },
        }),
    })
    context.transaction(() => {
      commit(reply)
      context.emit({
        type: 'model.finished',
        ...ids,
        data: {
          ...common,
          ok: true,
          content: reply.content,
          tool_calls: [...reply.tool_calls],
          usage: reply.usage ?? null,
          cost_usd: reply.cost_usd,
          error: null,
          duration_ms: Math.round(reply.duration_ms),
          replayed: false,
        },
      })
    })
    return reply
  } catch (error) {
    if (!place.signal.aborted)
      context.emit({
        type: 'model.finished',
        ...ids,
        data: {
          ...common,
          ok: false,
          content: '',
          tool_calls: [],
          usage: null,
          cost_usd: null,
          error: toWireError(error),
          duration_ms: Math.round(context.ports.clock.monotonic() - started),
          replayed: false,
        },
      })
    throw error
  }
}

function requireBudget(context: RunContext): void {
  const limit = context.options.max_tokens
  if (limit === null) return
  const used = tokensUsed(context)
  if (used >= limit) throw new ClawError('RUN_BUDGET', `The run has used ${used} tokens of --max-tokens ${limit}.`)
}

function tokensUsed(context: RunContext): number {
  return context.ports.store.events
    .list(context.run.run_id)
    .reduce(
      (sum, event) =>
        event.type === 'model.finished' ? sum + (event.data.usage?.input_tokens ?? 0) + (event.data.usage?.output_tokens ?? 0) : sum,
      0,
    )
}
