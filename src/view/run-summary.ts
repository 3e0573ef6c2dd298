import { visibleText } from '../kernel/visible-text.ts'
import { totalCost } from './add-model-use.ts'
import { formatCost, formatDuration, plural } from './format.ts'
import { type Paint, PLAIN } from './paint.ts'
import { planSteps } from './plan-steps.ts'
import type { RunView } from './run-view.ts'

const SHORT_ID = 4

/** The last line of a run: id, time, what the model cost, where to look. */
export function runSummary(view: RunView, { paint = PLAIN, auditOk }: { readonly paint?: Paint; readonly auditOk?: boolean } = {}): string {
  const id = view.run_id.slice(0, SHORT_ID)
  const audit = auditOk === undefined ? [] : [auditOk ? 'audit ok' : 'audit BROKEN']
  const parts = [`run ${id}`, view.status, formatDuration(view.duration_ms ?? 0), modelText(view), ...audit, `details: claw watch ${id}`]
  return paint.dim(parts.join('   '))
}

/** The plan of a run as a person reads it: phase, engine and reason, then the steps with what each is told, needs and waits for. */
export function planText(view: RunView): string {
  const plans = view.plans.map(({ phase, engine, direct, reason, subtasks }) => {
    const head = `${phase} by ${engine}${direct ? ', without a plan call' : ''}${reason === '' ? '' : `: ${reason}`}`
    return `${head}\n${planSteps(subtasks)}`
  })
  return visibleText(plans.join('\n\n'))
}

function modelText(view: RunView): string {
  if (view.usage.length === 0) return 'no model used'
  const calls = view.usage.reduce((sum, use) => sum + use.calls, 0)
  const tokens = view.usage.reduce((sum, use) => sum + use.input_tokens + use.output_tokens, 0)
  const cached = view.usage.reduce((sum, use) => sum + (use.cached_tokens ?? 0), 0)
  const told = cached === 0 ? plural(tokens, 'token') : `${plural(tokens, 'token')} (${cached} read from the cache)`
  return `${plural(calls, 'model call')}, ${told}, ${formatCost(totalCost(view.usage))}`
}
