import type { EventData } from '../protocol/events.ts'
import type { RunDocument } from '../protocol/run.ts'
import type { RunView } from './run-view.ts'

type Use = RunDocument['usage'][number]

/** Adds a model call to the usage of its model. A replayed call was counted when it was made. */
export function addModelUse(view: RunView, call: EventData<'model.finished'>): RunView {
  if (call.replayed) return view
  const before = view.usage.find((use) => use.provider === call.provider && use.model === call.model)
  const after = addCall(before ?? emptyUse(call), call)
  const usage = before === undefined ? [...view.usage, after] : view.usage.map((use) => (use === before ? after : use))
  return { ...view, usage, used_model: true }
}

/** US dollars over all models; null as soon as one price is not known. */
export function totalCost(usage: readonly Use[]): number | null {
  return usage.reduce<number | null>((sum, use) => (sum === null || use.cost_usd === null ? null : sum + use.cost_usd), 0)
}

function emptyUse(call: EventData<'model.finished'>): Use {
  return { provider: call.provider, model: call.model, calls: 0, input_tokens: 0, output_tokens: 0, cost_usd: 0 }
}

function addCall(use: Use, call: EventData<'model.finished'>): Use {
  const cached = call.usage?.cached_tokens
  return {
    ...use,
    calls: use.calls + 1,
    input_tokens: use.input_tokens + (call.usage?.input_tokens ?? 0),
    output_tokens: use.output_tokens + (call.usage?.output_tokens ?? 0),
    ...(cached === undefined ? {} : { cached_tokens: (use.cached_tokens ?? 0) + cached }),
    cost_usd: use.cost_usd === null || isPaidUnpriced(call) ? null : use.cost_usd + (call.cost_usd ?? 0),
  }
}

// A call that failed costs nothing that is known of, unless its tokens were told: a refusal is paid too.
function isPaidUnpriced({ ok, usage, cost_usd }: EventData<'model.finished'>): boolean {
  return cost_usd === null && (ok || usage !== null)
}
