import { visibleLine, visibleText } from '../kernel/visible-text.ts'
import { type ApprovalChoice, type ApprovalFact, approvalView } from '../view/approval-view.ts'
import { type Paint, PLAIN } from '../view/paint.ts'
import type { ApprovalRow } from '../view/rows.ts'
import { wrapText } from '../view/text-width.ts'

export interface PromptLook {
  readonly paint: Paint
  readonly columns: number
}

/** A choice and the key that makes it: numbers stand for the same choices in every question. */
export interface KeyedChoice extends ApprovalChoice {
  readonly key: string
}

const INDENT = 13

export function keyedChoices(approval: ApprovalRow): KeyedChoice[] {
  return approvalView(approval).choices.map((choice, index) => ({ ...choice, key: String(index + 1) }))
}

/** The question by appended lines. Nothing is cut. */
export function approvalText(approval: ApprovalRow, look: PromptLook = { paint: PLAIN, columns: 80 }): string {
  const { title, facts } = approvalView(approval)
  return ['', look.paint.bold(title), ...facts.map((fact) => factLine(fact, look)), ...choiceLines(keyedChoices(approval), look)].join('\n')
}

function factLine({ label, text, kind }: ApprovalFact, { paint, columns }: PromptLook): string {
  const shown = kind === 'exact' ? text.replaceAll('\n', `\n${' '.repeat(INDENT)}`) : hanging(text, columns)
  const line = `  ${label.padEnd(INDENT - 2)}${shown}`
  return kind === 'why' ? paint.yellow(line) : line
}

function choiceLines(choices: readonly KeyedChoice[], { columns }: PromptLook): string[] {
  const offered = choices.filter((choice) => choice.refused === '').map((choice) => `[${choice.key}] ${choice.label}`)
  const oneLine = offered.join('   ')
  const refused = choices.filter((choice) => choice.refused !== '').map((choice) => `  not offered: ${choice.label} (${choice.refused})`)
  const saves = choices.flatMap((choice) => choice.saves.map((line) => `  ${choice.label.padEnd(INDENT - 2)}${hanging(line, columns)}`))
  return [...saves, ...refused, ...(oneLine.length <= columns ? [oneLine] : offered)]
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
