import { visibleLine, visibleText } from '../kernel/visible-text.ts'
import { type ApprovalChoice, type ApprovalFact, approvalView } from '../view/approval-view.ts'
import type { ChangePreview } from '../view/change-preview.ts'
import type { ApprovalRow } from '../view/rows.ts'
import { wrapText } from '../view/text-width.ts'
import { PLAIN_LOOK, type PromptLook } from './prompt-look.ts'

/** A choice and the key that makes it: numbers stand for the same choices in every question. */
export interface KeyedChoice extends ApprovalChoice {
  readonly key: string
}

const INDENT = 13

export function keyedChoices(approval: ApprovalRow): KeyedChoice[] {
  return approvalView(approval).choices.map((choice, index) => ({ ...choice, key: String(index + 1) }))
}

/** The question by appended lines. Nothing is cut. */
export function approvalText(approval: ApprovalRow, look = PLAIN_LOOK, changes: readonly ChangePreview[] = []): string {
  const choices = keyedChoices(approval)
  const offered = choices.filter((choice) => choice.refused === '').map((choice) => `[${choice.key}] ${choice.label}`)
  const oneLine = offered.join('   ')
  const answers = oneLine.length <= look.columns && !look.accessible ? [oneLine] : offered
  return ['', ...factLines(approval, look, changes), ...offerLines(choices, look), ...answers].join('\n')
}

/** The same for somebody who has no prompt: with the commands that answer, or with the answer that was given. */
export function approvalDetail(approval: ApprovalRow, look = PLAIN_LOOK, changes: readonly ChangePreview[] = []): string {
  const { status, decided_by, note } = approval
  const choices = approvalView(approval).choices
  if (status !== 'pending')
    return [...factLines(approval, look, []), `${status}${by(decided_by)}${note === null ? '' : `: ${visibleLine(note)}`}`].join('\n')
  const commands = choices
    .filter((choice) => choice.refused === '')
    .map((choice) => `  ${choice.label.padEnd(24)}${commandOf(approval, choice)}`)
  return [...factLines(approval, look, changes), ...offerLines(choices, look), ...commands].join('\n')
}

function by(name: string | null): string {
  return name === null ? '' : ` by ${visibleLine(name)}`
}

function commandOf({ approval_id }: ApprovalRow, { id }: ApprovalChoice): string {
  if (id === 'deny') return `claw deny ${approval_id}`
  if (id === 'edit') return `claw approve ${approval_id} --edit s1.task="..."   (or --edit-plan FILE)`
  if (id === 'drop') return `claw approve ${approval_id} --drop s1`
  return id === 'deny-why' ? `claw deny ${approval_id} "<why>"` : `claw approve ${approval_id} --scope ${id}`
}

function factLines(approval: ApprovalRow, look: PromptLook, changes: readonly ChangePreview[]): string[] {
  const { title, facts } = approvalView(approval, changes)
  return [look.paint.bold(title), ...facts.map((fact) => factLine(fact, look))]
}

function factLine({ label, text, kind }: ApprovalFact, { paint, columns }: PromptLook): string {
  const shown = kind === 'exact' ? text.replaceAll('\n', `\n${' '.repeat(INDENT)}`) : hanging(text, columns)
  const line = `  ${label.padEnd(INDENT - 2)}${shown}`
  return kind === 'why' ? paint.yellow(line) : line
}

/** What would be saved, and what is not offered. */
function offerLines(choices: readonly ApprovalChoice[], { columns }: PromptLook): string[] {
  const saves = choices.flatMap((choice) => choice.saves.map((line) => `  ${choice.label.padEnd(INDENT - 2)}${hanging(line, columns)}`))
  const refused = choices.filter((choice) => choice.refused !== '').map((choice) => `  not offered: ${choice.label} (${choice.refused})`)
  return [...saves, ...refused]
}

/** Lines after the first stand below it. */
function hanging(text: string, columns: number): string {
  return wrapText(text, Math.max(20, columns - INDENT)).join(`\n${' '.repeat(INDENT)}`)
}

export function questionText(question: ApprovalRow): string {
  const options = question.options.map((option, index) => `  [${index + 1}] ${visibleLine(option)}`)
  const by = question.agent_id === null ? 'An agent' : visibleLine(question.agent_id)
  return ['', `${by} asks: ${visibleText(question.summary)}`, ...options].join('\n')
}
