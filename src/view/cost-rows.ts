import type { RunView } from './run-view.ts'
import type { Trace } from './trace/trace.ts'
import type { TokenUse, TraceNode } from './trace/trace-node.ts'

/** What a part of a run took of models. US dollars; null: a price is not known. */
export interface CostRow {
  /** Untrusted text. */
  readonly name: string
  readonly calls: number
  readonly input: number
  readonly output: number
  readonly cached: number
  readonly cost_usd: number | null
}

export function costByModel({ usage }: RunView): CostRow[] {
  return usage.map(({ provider, model, calls, input_tokens, output_tokens, cached_tokens = 0, cost_usd }) => ({
    name: `${provider}/${model}`,
    calls,
    input: input_tokens,
    output: output_tokens,
    cached: cached_tokens,
    cost_usd,
  }))
}

/** By plan, subtask and answer; what belongs to none of them (the choice of an agent) is the rest. Nothing that took nothing. */
export function costByPart({ root }: Trace): CostRow[] {
  const parts = root.children.map((node) => rowOf(nameOf(node), node.use))
  return parts.filter(({ calls }) => calls > 0)
}

function nameOf({ key, title, detail }: TraceNode): string {
  return detail.kind === 'subtask' ? `${key} ${title}` : `${detail.kind} ${title}`
}

function rowOf(name: string, { calls, input, output, cached, cost_usd }: TokenUse): CostRow {
  return { name, calls, input, output, cached, cost_usd }
}
