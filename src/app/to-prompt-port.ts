import type { PromptAnswer, PromptPort } from '../coordinator/ports.ts'
import type { Prompter } from './app-port.ts'

/** The terminal as the coordinator sees it. A question that is not answered here stays open: another process may answer it. */
export function toPromptPort(prompter: Prompter): PromptPort | 'inbox' {
  if (prompter === 'inbox') return prompter
  return async ({ kind, approval }, signal) => {
    if (kind === 'question') {
      const text = await prompter.answer(approval, signal)
      return text === undefined ? unanswered() : { kind: 'answered', text }
    }
    const decision = await prompter.decide(approval, signal)
    if (decision === undefined) return unanswered()
    return decision.decision === 'approved' ? { kind: 'approved', scope: decision.scope } : { kind: 'denied', note: decision.note ?? '' }
  }
}

function unanswered(): Promise<PromptAnswer> {
  return new Promise(() => undefined)
}
