import type { ApprovalDecision, ApprovalRequest, Prompter } from '../app/app-port.ts'
import { APPROVAL_CHOICES, approvalText, type PromptLook, questionText } from './approval-text.ts'
import type { CliHost } from './host.ts'
import type { ProgressGate } from './progress-gate.ts'

/** A key that was meant for something else must not answer a question that just appeared. */
const IGNORE_KEYS_MS = 400
const KEYS = APPROVAL_CHOICES.map((choice) => choice.key).join('')

/** Asks in the terminal by appended lines, one question at a time. Esc answers nothing. */
export function createPrompter(host: Pick<CliHost, 'out' | 'input'>, gate: ProgressGate, look?: PromptLook): Prompter {
  return {
    decide: (request, signal) => gate.alone(() => decide(host, request, signal, look)),
    answer: (request, signal) => gate.alone(() => answer(host, request, signal)),
  }
}

async function decide(
  host: Pick<CliHost, 'out' | 'input'>,
  request: ApprovalRequest,
  signal: AbortSignal,
  look?: PromptLook,
): Promise<ApprovalDecision | undefined> {
  if (signal.aborted) return undefined
  host.out.note(approvalText(request, look))
  const key = await host.input.readKey({ allowed: KEYS, ignoreMs: IGNORE_KEYS_MS, signal })
  const choice = APPROVAL_CHOICES.find((one) => one.key === key)
  host.out.note(choice === undefined ? '(not answered here)' : `> ${choice.label}`)
  switch (key) {
    case '1':
      return { decision: 'denied' }
    case '2':
      return deniedBecause(host, signal)
    case '3':
      return { decision: 'approved', scope: 'once' }
    case '4':
      return { decision: 'approved', scope: 'run' }
    default:
      return undefined
  }
}

async function deniedBecause(host: Pick<CliHost, 'out' | 'input'>, signal: AbortSignal): Promise<ApprovalDecision | undefined> {
  host.out.ask('Why? ')
  const note = await host.input.readLine(signal)
  if (note === undefined && signal.aborted) return undefined
  return note === undefined || note.trim() === '' ? { decision: 'denied' } : { decision: 'denied', note: note.trim() }
}

async function answer(host: Pick<CliHost, 'out' | 'input'>, request: ApprovalRequest, signal: AbortSignal): Promise<string | undefined> {
  if (signal.aborted) return undefined
  host.out.note(questionText(request))
  host.out.ask('> ')
  const line = (await host.input.readLine(signal))?.trim()
  if (line === undefined || line === '') return undefined
  return request.approval.options[Number(line) - 1] ?? line
}
