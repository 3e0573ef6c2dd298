import type { ApprovalDecision, TerminalPrompter } from '../app/app-port.ts'
import type { ChangePreview } from '../view/change-preview.ts'
import type { ApprovalRow } from '../view/rows.ts'
import { approvalText, type KeyedChoice, keyedChoices, questionText } from './approval-text.ts'
import type { CliHost } from './host.ts'
import type { ProgressGate } from './progress-gate.ts'
import { PLAIN_LOOK, type PromptLook } from './prompt-look.ts'
import type { PromptPlan } from './prompt-plan.ts'
import { showWhole } from './show-whole.ts'

/** A key that was meant for something else must not answer a question that just appeared. */
const IGNORE_KEYS_MS = 400

type PromptHost = Pick<CliHost, 'out' | 'input'>

interface Asking {
  readonly look?: PromptLook
  readonly promptPlan?: PromptPlan
  /** What the call would make of files. */
  readonly changesOf?: (approval_id: string) => Promise<readonly ChangePreview[]>
}

/** Asks in the terminal by appended lines, one question at a time. Esc answers nothing. */
export function createPrompter(host: PromptHost, gate: ProgressGate, asking: Asking = {}): TerminalPrompter {
  return {
    decide: (approval, signal) => gate.alone(() => decide(host, approval, signal, asking)),
    answer: (question, signal) => gate.alone(() => answer(host, question, signal)),
  }
}

async function decide(host: PromptHost, approval: ApprovalRow, signal: AbortSignal, asking: Asking): Promise<ApprovalDecision | undefined> {
  if (signal.aborted) return undefined
  const choices = keyedChoices(approval).filter((choice) => choice.refused === '')
  const key = await askKey(host, approval, choices, signal, asking)
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

/** No key but a denial counts before all of the request was shown. */
async function askKey(
  host: PromptHost,
  approval: ApprovalRow,
  choices: readonly KeyedChoice[],
  signal: AbortSignal,
  { look = PLAIN_LOOK, changesOf }: Asking,
): Promise<string | undefined> {
  const denials = choices.filter(({ id }) => id === 'deny' || id === 'deny-why')
  const answers = { keys: keysOf(denials), words: denials.map(({ key, label }) => `[${key}] ${label}`).join(', ') }
  const changes = (await changesOf?.(approval.approval_id)) ?? []
  const shown = await showWhole(approvalText(approval, look, changes), { host, look, signal, answers, ignoreMs: IGNORE_KEYS_MS })
  return shown.read ? host.input.readKey({ allowed: keysOf(choices), ignoreMs: IGNORE_KEYS_MS, signal }) : shown.key
}

function keysOf(choices: readonly KeyedChoice[]): string {
  return choices.map(({ key }) => key).join('')
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
  await dropTyped(host, signal)
  host.out.ask('> ')
  const line = (await host.input.readLine(signal))?.trim()
  if (line === undefined || line === '') return undefined
  return question.options[Number(line) - 1] ?? line
}

/** What is typed in the first moment was meant for something else. */
async function dropTyped({ input }: PromptHost, signal: AbortSignal): Promise<void> {
  await input.readKey({ allowed: '', ignoreMs: 0, signal: AbortSignal.any([signal, AbortSignal.timeout(IGNORE_KEYS_MS)]) })
}
