import type { ApprovalDecision, TerminalPrompter } from '../app/app-port.ts'
import type { ApprovalRow } from '../view/rows.ts'
import { approvalText, keyedChoices, questionText } from './approval-text.ts'
import type { CliHost } from './host.ts'
import type { ProgressGate } from './progress-gate.ts'
import type { PromptLook } from './prompt-look.ts'
import type { PromptPlan } from './prompt-plan.ts'

/** A key that was meant for something else must not answer a question that just appeared. */
const IGNORE_KEYS_MS = 400

type PromptHost = Pick<CliHost, 'out' | 'input'>

/** Asks in the terminal by appended lines, one question at a time. Esc answers nothing. */
export function createPrompter(host: PromptHost, gate: ProgressGate, look?: PromptLook, promptPlan?: PromptPlan): TerminalPrompter {
  return {
    decide: (approval, signal) => gate.alone(() => decide(host, approval, signal, { look, promptPlan })),
    answer: (question, signal) => gate.alone(() => answer(host, question, signal)),
  }
}

async function decide(
  host: PromptHost,
  approval: ApprovalRow,
  signal: AbortSignal,
  asking: { readonly look: PromptLook | undefined; readonly promptPlan: PromptPlan | undefined },
): Promise<ApprovalDecision | undefined> {
  if (signal.aborted) return undefined
  host.out.note(approvalText(approval, asking.look))
  const choices = keyedChoices(approval).filter((choice) => choice.refused === '')
  const allowed = choices.map((choice) => choice.key).join('')
  const key = await host.input.readKey({ allowed, ignoreMs: IGNORE_KEYS_MS, signal })
  const choice = choices.find((one) => one.key === key)
  host.out.note(choice === undefined ? '(not answered here)' : `> ${choice.label}`)
  if (choice === undefined) return undefined
  if (choice.id === 'edit' || choice.id === 'drop') {
    // Approved with a change: the run is told as by any other face.
    if (await asking.promptPlan?.(approval, choice.id, signal)) return undefined
    return decide(host, approval, signal, asking)
  }
  if (choice.id === 'deny') return { decision: 'denied' }
  return choice.id === 'deny-why' ? deniedBecause(host, signal) : { decision: 'approved', scope: choice.id }
}

async function deniedBecause(host: PromptHost, signal: AbortSignal): Promise<ApprovalDecision | undefined> {
  host.out.ask('Why? ')
  const note = await host.input.readLine(signal)
  if (note === undefined && signal.aborted) return undefined
  return note === undefined || note.trim() === '' ? { decision: 'denied' } : { decision: 'denied', note: note.trim() }
}

async function answer(host: PromptHost, question: ApprovalRow, signal: AbortSignal): Promise<string | undefined> {
  if (signal.aborted) return undefined
  host.out.note(questionText(question))
  host.out.ask('> ')
  const line = (await host.input.readLine(signal))?.trim()
  if (line === undefined || line === '') return undefined
  return question.options[Number(line) - 1] ?? line
}
