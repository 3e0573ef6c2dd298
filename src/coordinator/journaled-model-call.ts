import { hashJson } from '../kernel/hash.ts'
import { toJson } from '../kernel/json.ts'
import type { ModelReply, ModelRequest } from '../models/chat-model.ts'
import { callModel } from './call-model.ts'
import type { JournaledModelCall } from './ports.ts'
import type { RunContext } from './run-context.ts'

/** The coordinator's own model calls (`scope` is `@plan.discovery`, `@synthesis`, `@create.s1`): journaled like those of a capsule. */
export function journaledModelCall(context: RunContext, scope: string): JournaledModelCall {
  const occurrences = new Map<string, number>()
  return (purpose, request) => {
    const hash = hashJson(request)
    const occurrence = (occurrences.get(hash) ?? 0) + 1
    occurrences.set(hash, occurrence)
    return answered(context, { scope, purpose, hash, occurrence }, request)
  }
}

async function answered(
  context: RunContext,
  place: { scope: string; purpose: string; hash: string; occurrence: number },
  request: ModelRequest,
): Promise<ModelReply> {
  const { journal } = context.ports.store
  const key = { run_id: context.run.run_id, subtask_id: place.scope, attempt: 1 }
  const known = journal.find(key, place.hash, place.occurrence)
  if (known?.state === 'done') return known.response as unknown as ModelReply
  const requested =
    known ??
    journal.request(context.fence, {
      ...key,
      kind: 'model_call',
      request_hash: place.hash,
      occurrence: place.occurrence,
      request: context.ports.redactor.json(toJson(request)),
    })
  const started = requested.state === 'started' ? requested : journal.start(context.fence, requested, {})
  const intent_id = `${place.scope}.${place.occurrence}`
  return callModel(
    context,
    {
      subtask_id: null,
      attempt: null,
      intent_id,
      purpose: place.purpose,
      maybe_paid_twice: known?.state === 'started',
      agent: null,
      signal: context.signal,
    },
    request,
    (reply) => void journal.done(context.fence, started, context.ports.redactor.json(toJson(reply))),
  )
}
