import type { Asked, AskedBy } from '../asked.ts'
import type { MenuMessage } from '../menu-state.ts'
import { press } from './press.ts'

/** The keys that put a typed line into the field that is asked, and go on; a text: why it is no answer. */
export function answerAsked({ by }: Asked, line: string): readonly MenuMessage[] | string {
  const text = line.trim()
  if (by.is === 'leave') return yesOrNo(text) ?? 'Type yes or no.'
  if (by.is === 'submit') return text === '' ? [press('enter')] : 'All is asked: an empty line does it, or choose by a point and a number.'
  if (text === '') return [press('tab')]
  const keys = keysFor(by, line)
  return typeof keys === 'string' ? keys : [...keys, press('tab')]
}

function keysFor(by: Exclude<AskedBy, { is: 'leave' | 'submit' }>, line: string): readonly MenuMessage[] | string {
  switch (by.is) {
    case 'text':
      return replaced(by, line)
    case 'one':
      return one(by, line.trim())
    case 'many':
      return many(by, line.trim())
    case 'yes':
      return yesOrNo(line.trim()) ?? 'Type yes or no.'
    default:
      return by satisfies never
  }
}

function replaced({ rows, long }: Extract<AskedBy, { is: 'text' }>, line: string): MenuMessage[] {
  const text = long ? line.replaceAll('\\n', '\n') : line
  // A line, and the end of the line before it.
  return [press('ctrl+end'), ...times(2 * rows, 'ctrl+u'), { type: 'paste', text }]
}

function one({ at, count }: Extract<AskedBy, { is: 'one' }>, text: string): MenuMessage[] | string {
  const wanted = Number(text) - 1
  if (!/^\d+$/.test(text) || wanted < 0 || wanted >= count) return `Type a number from 1 to ${count}; an empty line leaves it as it is.`
  return times((wanted - at + count) % count, 'right')
}

function many({ at, marked }: Extract<AskedBy, { is: 'many' }>, text: string): MenuMessage[] | string {
  const numbers = text.toLowerCase() === 'none' ? [] : text.split(/[\s,]+/).map(Number)
  if (numbers.some((number) => !Number.isInteger(number) || number < 1 || number > marked.length))
    return `Type numbers from 1 to ${marked.length}, or none; an empty line leaves it as it is.`
  const steps = marked.flatMap((is, index) => [
    ...(index === 0 ? [] : [press('down')]),
    ...(is === numbers.includes(index + 1) ? [] : [press('space')]),
  ])
  // At the last one another 'down' would leave the field, and so does the 'tab' that follows.
  return [...times(at, 'up'), ...steps]
}

function yesOrNo(text: string): MenuMessage[] | undefined {
  const answer = { y: 'y', yes: 'y', n: 'n', no: 'n' }[text.toLowerCase()]
  return answer === undefined ? undefined : [press(answer)]
}

function times(count: number, name: string): MenuMessage[] {
  return Array.from({ length: count }, () => press(name))
}
