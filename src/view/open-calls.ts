import type { RunEvent } from '../protocol/events.ts'
import { visibleLine } from './shown-text.ts'
import { fitText, textWidth } from './text-width.ts'

/** A model call that has not been answered yet. */
export interface OpenCallView {
  readonly subtask_id: string | null
  readonly attempt: number | null
  readonly intent_id: string
  readonly purpose: string
  readonly model: string
  /** The end of what it has written so far; untrusted text. */
  readonly text: string
  /** How much it has written. */
  readonly characters: number
  /** A plan or another structured answer: of no use to a reader before it is whole. */
  readonly data: boolean
}

const KEPT = 4000

/** The open calls one event later. */
export function reduceOpenCalls(calls: readonly OpenCallView[], event: RunEvent): readonly OpenCallView[] {
  switch (event.type) {
    case 'model.requested':
      return [...without(calls, event), opened(event)]
    case 'model.streamed':
      return calls.map((call) => (isOf(call, event) ? written(call, event.data.text) : call))
    case 'model.retried':
    case 'model.fell_back':
      return calls.map((call) => (isOf(call, event) ? { ...call, text: '', characters: 0 } : call))
    case 'model.finished':
      return without(calls, event)
    case 'subtask.succeeded':
    case 'subtask.failed':
    case 'capsule.exited':
      return calls.some((call) => call.subtask_id === event.subtask_id)
        ? calls.filter((call) => call.subtask_id !== event.subtask_id)
        : calls
    case 'run.resumed':
    case 'run.waiting':
    case 'run.ended':
      return calls.length === 0 ? calls : []
    default:
      return calls
  }
}

/** What is being written now, in one line: who, how much and the end of it; empty while nothing is. */
export function openCallLine(calls: readonly OpenCallView[], nameOf: (subtask_id: string) => string, columns: number): string {
  const call = calls.findLast((one) => one.characters > 0)
  if (call === undefined) return ''
  const who = visibleLine(call.subtask_id === null ? call.purpose : nameOf(call.subtask_id))
  const head = fitText(`writes  ${who}: ${call.characters} characters`, columns)
  return call.data ? head : `${head}${lastPart(visibleLine(call.text.slice(-columns)), columns - textWidth(head) - MARK.length)}`
}

const MARK = '  …'

function lastPart(text: string, columns: number): string {
  const letters = [...text.trim()]
  while (letters.length > 0 && textWidth(letters.join('')) > columns) letters.shift()
  return letters.length === 0 ? '' : `${MARK}${letters.join('')}`
}

type CallEvent = Extract<RunEvent, { type: 'model.requested' | 'model.streamed' | 'model.retried' | 'model.fell_back' | 'model.finished' }>

function opened(event: Extract<RunEvent, { type: 'model.requested' }>): OpenCallView {
  const { intent_id, purpose, model } = event.data
  return { subtask_id: event.subtask_id, attempt: event.attempt, intent_id, purpose, model, text: '', characters: 0, data: false }
}

function written(call: OpenCallView, piece: string): OpenCallView {
  const data = call.characters === 0 ? piece.trimStart().startsWith('{') : call.data
  return { ...call, data, text: (call.text + piece).slice(-KEPT), characters: call.characters + piece.length }
}

function without(calls: readonly OpenCallView[], event: CallEvent): readonly OpenCallView[] {
  return calls.filter((call) => !isOf(call, event))
}

function isOf(call: OpenCallView, event: CallEvent): boolean {
  return call.intent_id === event.data.intent_id && call.subtask_id === event.subtask_id && call.attempt === event.attempt
}
