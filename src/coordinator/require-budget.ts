import { ClawError } from '../kernel/claw-error.ts'
import type { RunContext } from './run-context.ts'

/** Throws RUN_BUDGET when the run has used its tokens: a call that is under way may go over the limit, the next one is not made. */
export function requireBudget(context: RunContext): void {
  const limit = context.options.max_tokens
  if (limit === null) return
  const used = tokensUsed(context)
  if (used >= limit) throw new ClawError('RUN_BUDGET', `The run has used ${used} tokens of --max-tokens ${limit}.`)
}

function tokensUsed({ ports, run }: RunContext): number {
  const usages = ports.store.events.list(run.run_id).flatMap((event) => (event.type === 'model.finished' ? (event.data.usage ?? []) : []))
  return usages.reduce((sum, usage) => sum + usage.input_tokens + usage.output_tokens, 0)
}
