import type { Asked } from '../asked.ts'
import type { MenuMessage } from '../menu-state.ts'
import { answerAsked } from './answer-asked.ts'
import { press } from './press.ts'
import type { ToldMenu } from './tell-menu.ts'

/** What a typed line means; `row`: what is chosen then is to be said, since rows move. */
export type ToldAnswer =
  | { readonly type: 'send'; readonly messages: readonly MenuMessage[]; readonly row: boolean }
  | { readonly type: 'again' }
  | { readonly type: 'quit' }
  | { readonly type: 'unknown'; readonly say: string }

const QUIT = ['q', 'quit', 'exit']
const NO_NUMBER = 'There is no choice with that number. An empty line tells all again.'

/** A number chooses; while a text is typed, a line is that text and a number needs a point before it. */
export function answerLine(told: ToldMenu, line: string): ToldAnswer {
  const text = line.trim()
  const number = (told.typing ? /^\.(\d+)$/ : /^(\d+)$/).exec(text)?.[1]
  if (number !== undefined) return chosen(told, Number(number))
  if (told.typing && text === '.') return { type: 'again' }
  if (told.asked !== null) return asked(told.asked, line)
  if (told.typing) return { type: 'send', messages: text === '' ? [press('enter')] : typed(line), row: false }
  if (text === '') return { type: 'again' }
  if (QUIT.includes(text)) return { type: 'quit' }
  return { type: 'unknown', say: `There is no choice '${text}'. Type one of the numbers, or q to leave.` }
}

function asked(question: Asked, line: string): ToldAnswer {
  const answer = answerAsked(question, line)
  return typeof answer === 'string' ? { type: 'unknown', say: answer } : { type: 'send', messages: answer, row: false }
}

// What stood there is replaced.
function typed(text: string): MenuMessage[] {
  return [press('ctrl+u'), { type: 'paste', text }, press('enter')]
}

function chosen({ choices }: ToldMenu, number: number): ToldAnswer {
  const choice = choices.find((one) => one.number === number)
  if (choice === undefined) return { type: 'unknown', say: NO_NUMBER }
  return { type: 'send', messages: choice.messages, row: choice.label === '' }
}
