import { raceAbort, sleep } from '../../kernel/abort.ts'
import type { ApprovalRecord } from '../../store/records.ts'
import type { ApprovalAnswer } from '../../store/store.ts'
import type { PromptAnswer } from '../ports.ts'
import type { RunContext } from '../run-context.ts'
import type { AskInput } from './ask-person.ts'

const POLL_MS = 250

/** Settles when the request is decided, by the terminal or by anybody else; the clocks of the capsule stand still meanwhile. */
export async function awaitDecision(context: RunContext, input: AskInput, row: ApprovalRecord): Promise<void> {
  const resume = input.clock.pause()
  const stop = new AbortController()
  const signal = AbortSignal.any([input.signal, stop.signal])
  markWaiting(context)
  try {
    const answers = [...fromTerminal(context, input, row, signal), fromElsewhere(context, row, answerTimeout(context, input), signal)]
    await raceAbort(Promise.race(answers), input.signal)
  } finally {
    stop.abort()
    markWaiting(context)
    resume()
  }
}

/** The timeout of paid calls counts only while somebody is attached. */
export function answerTimeout(context: RunContext, input: Pick<AskInput, 'kind' | 'timeoutMs'>): number | undefined {
  if (typeof context.ports.prompt !== 'function') return undefined
  return input.kind === 'api' ? context.ports.approvals.timeoutMs : input.timeoutMs
}

// The run waits as long as anything of it waits for a person.
function markWaiting(context: RunContext): void {
  const { store } = context.ports
  const [first] = store.approvals.list({ status: 'pending', run_id: context.run.run_id, limit: 1 })
  const reason = first?.kind === 'question' ? 'answer' : 'approval'
  store.runs.update(context.fence, first ? { status: 'waiting', waiting_reason: reason } : { status: 'running', waiting_reason: null })
}

// In mode `web` the terminal is not asked: the answer comes from another process.
function fromTerminal(context: RunContext, input: AskInput, row: ApprovalRecord, signal: AbortSignal): Promise<void>[] {
  const { prompt, approvals, redactor } = context.ports
  if (typeof prompt !== 'function' || input.mode === 'web') return []
  const kind = input.kind === 'question' ? 'question' : 'approval'
  const answered = prompt({ kind, approval: row }, signal).then(
    (answer) => void approvals.decide(row.approval_id, toDecision(redactor.json({ ...answer }), context.run.actor)),
  )
  answered.catch(() => undefined)
  return [answered]
}

function toDecision(answer: PromptAnswer, by: string): ApprovalAnswer {
  switch (answer.kind) {
    case 'approved':
      return { status: 'approved', by, scope: answer.scope }
    case 'denied':
      return { status: 'denied', by, note: answer.note }
    case 'answered':
      return { status: 'answered', by, answer: answer.text }
    default:
      return answer satisfies never
  }
}

async function fromElsewhere(context: RunContext, row: ApprovalRecord, timeoutMs: number | undefined, signal: AbortSignal): Promise<void> {
  const { store, clock } = context.ports
  const deadline = timeoutMs === undefined ? row.expires_at : clock.now() + timeoutMs
  while (store.approvals.get(row.approval_id)?.status === 'pending') {
    if (clock.now() >= deadline) return void store.approvals.decide(row.approval_id, { status: 'expired', by: 'claw' })
    await sleep(POLL_MS, signal)
  }
}
