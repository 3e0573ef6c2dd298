import { estimateTokens } from '../../kernel/estimate-tokens.ts'
import type { TokenRates } from '../../models/chat-model.ts'
import type { EventOf, RunEvent } from '../../protocol/events.ts'
import { type Amount, NOTHING, plus } from './budget-scope.ts'
import type { SpentBefore } from './run-budget.ts'

/**
 * What a run has used so far, by its events. A call that was asked and not finished (its process died, or the run was stopped) counts with its prompt
 * and with what it had written: it may have been paid. `ratesOf`: of calls that no price was known for; they count as nothing where it is not known now.
 */
export function spentBefore(
  events: readonly RunEvent[],
  ratesOf: (call: { provider: string; model: string }) => TokenRates | null,
): SpentBefore {
  const open = new Map<string, { readonly asked: EventOf<'model.requested'>; written: number }>()
  const agentAt = new Map<string, string>()
  const agents = new Map<string, Amount>()
  const rates = (call: { provider: string; model: string }): TokenRates => ratesOf(call) ?? { input: 0, output: 0 }
  let run = NOTHING

  function add(event: RunEvent, amount: Amount): void {
    run = plus(run, amount)
    const agent_id = agentAt.get(attemptOf(event))
    if (agent_id !== undefined) agents.set(agent_id, plus(agents.get(agent_id) ?? NOTHING, amount))
  }
  function lost(key: string): void {
    const call = open.get(key)
    if (call === undefined) return
    open.delete(key)
    add(call.asked, amountOf(call.asked.data.prompt_tokens ?? 0, call.written, rates(call.asked.data)))
  }

  for (const event of events) {
    switch (event.type) {
      case 'subtask.started':
        agentAt.set(attemptOf(event), event.data.agent_id)
        break
      case 'model.requested':
        lost(callOf(event))
        open.set(callOf(event), { asked: event, written: 0 })
        break
      case 'model.streamed': {
        const call = open.get(callOf(event))
        if (call) call.written += estimateTokens(event.data.text)
        break
      }
      case 'model.finished':
        if (!event.data.replayed) add(event, finishedAmount(event, open.get(callOf(event))?.asked, rates(event.data)))
        open.delete(callOf(event))
        break
      default:
    }
  }
  for (const key of [...open.keys()]) lost(key)
  return { run, agents }
}

type CallEvent = EventOf<'model.requested'> | EventOf<'model.streamed'> | EventOf<'model.finished'>

function finishedAmount({ data }: EventOf<'model.finished'>, asked: EventOf<'model.requested'> | undefined, rates: TokenRates): Amount {
  if (data.usage === null && !data.ok) return NOTHING
  const input = data.usage?.input_tokens ?? asked?.data.prompt_tokens ?? 0
  const output = data.usage?.output_tokens ?? estimateTokens(data.content)
  const amount = amountOf(input, output, rates)
  return data.cost_usd === null ? amount : { ...amount, cost_usd: data.cost_usd }
}

function amountOf(input: number, output: number, rates: TokenRates): Amount {
  return { tokens: input + output, cost_usd: input * rates.input + output * rates.output }
}

function attemptOf(event: RunEvent): string {
  return `${event.subtask_id}/${event.attempt}`
}

function callOf(event: CallEvent): string {
  return `${attemptOf(event)}/${event.data.intent_id}`
}
