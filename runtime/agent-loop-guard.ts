import { canonicalJson } from '../src/kernel/json.ts'
import type { ModelToolCall } from '../src/protocol/messages.ts'
import type { CallOutcome } from './agent-loop-outcome.ts'

const SAME_IN_A_ROW = 3
const ERRORS_IN_A_ROW = 4

export type Verdict = { readonly end: 'repeated' | 'errors'; readonly last: CallOutcome } | undefined

/**
 * Notices an agent that goes in circles: three steps in a row with the same successful calls, or four in a row in which every call failed.
 * Steps are counted, not calls: several calls of one message were all made before the model saw the first failure.
 */
export function createLoopGuard(): (outcomes: readonly CallOutcome[]) => Verdict {
  let signature = ''
  let same = 0
  let errors = 0
  return (outcomes) => {
    const last = outcomes.at(-1)
    if (last === undefined) return undefined
    const current = canonicalJson(outcomes.map(({ call }) => callKey(call)))
    same = outcomes.every(({ ok }) => ok) ? (current === signature ? same + 1 : 1) : 0
    signature = same > 0 ? current : ''
    errors = outcomes.some(({ ok }) => ok) ? 0 : errors + 1
    if (same >= SAME_IN_A_ROW) return { end: 'repeated', last }
    return errors >= ERRORS_IN_A_ROW ? { end: 'errors', last } : undefined
  }
}

/** What makes two calls the same: tool and arguments. */
export function callKey(call: ModelToolCall): string {
  return canonicalJson([call.name, call.args])
}
