import { marked } from '../src/protocol/mark-data.ts'
import type { ModelMessage, ModelToolCall, Provenance, TaskRequest } from '../src/protocol/messages.ts'
import { createPromptRoom, type PromptRoom, type PromptSize, sizeOfPrompt } from './prompt-room.ts'
import { shortCall } from './short-call.ts'
import { openingMessages } from './transcript-task.ts'
import { cutMiddle } from './transcript-text.ts'

const RESULT_BYTES = 40_000
const STUB_BYTES = 400
/** Of the room, for all results of one message. */
const RESULTS_PART = 0.6
/** Once something has to go, this much stays: what is left is then not rewritten at each step, and providers can reuse what they have read. */
const AFTER_TRIMMING = 0.6
const OPENING_PART = 0.5
const OPENING_SCALES = [1, 0.5, 0.25, 0.1, 0.03] as const

export interface ToolText {
  readonly call: ModelToolCall
  readonly text: string
  /** Where the whole text can be read. */
  readonly ref: string | undefined
  readonly provenance?: Provenance | undefined
}

export interface Transcript {
  /** What the model is told now, within the room; undefined when its window is too small for the task as such. */
  messages(): ModelMessage[] | undefined
  /** The model counted so many tokens for what it was told last. */
  counted(inputTokens: number): void
  addAnswer(content: string, calls: readonly ModelToolCall[]): void
  /** All results of the calls of the last answer. */
  addResults(results: readonly ToolText[]): void
  addNote(text: string): void
  /** Halves what may be sent, when the model says that it was too much. False when nothing is left to leave out. */
  shrink(): boolean
}

interface Entry {
  message: ModelMessage
  /** The message when room is short; undefined when it has no shorter form. */
  readonly short: ModelMessage | undefined
  /** 0 for what the attempt began with; each answer of the model begins another. */
  readonly round: number
}

/**
 * The conversation of one attempt. It only ever grows at its end, so that providers can reuse what they have read, until the room is full: then the oldest
 * tool results shrink, then the long arguments of old calls, then whole old steps go. A call and its result always stay together.
 */
export function createTranscript(request: TaskRequest): Transcript {
  const room = createPromptRoom(request)
  let entries: Entry[] = fittingOpening(request, room).map((message) => ({ message, short: undefined, round: 0 }))
  const sizes = new WeakMap<ModelMessage, PromptSize>()
  let round = 0
  let left = 0

  function sizeOf(message: ModelMessage): PromptSize {
    const size = sizes.get(message) ?? sizeOfPrompt(message)
    sizes.set(message, size)
    return size
  }

  function total(): PromptSize {
    return sumOf(entries.map(({ message }) => sizeOf(message)))
  }

  function trim(): void {
    if (room.fits(total())) return
    shorten(AFTER_TRIMMING, (entry) => entry.message.role === 'tool' && entry.round < round)
    shorten(AFTER_TRIMMING, (entry) => entry.message.role === 'assistant' && entry.round < round)
    if (!room.fits(total())) while (!room.fits(total(), AFTER_TRIMMING) && leaveOutOldest());
    shorten(1, () => true)
  }

  function shorten(part: number, which: (entry: Entry) => boolean): void {
    for (const entry of entries) {
      if (room.fits(total(), part)) return
      if (entry.short !== undefined && which(entry)) entry.message = entry.short
    }
  }

  function leaveOutOldest(): boolean {
    const oldest = entries.find((entry) => entry.round > 0 && entry.round < round)?.round
    if (oldest === undefined) return false
    left += 1
    const opening = entries.slice(0, 2)
    const note: Entry = { message: { role: 'user', content: leftOut(left) }, short: undefined, round: 0 }
    entries = [...opening, note, ...entries.filter((entry) => entry.round > oldest)]
    return true
  }

  return {
    messages() {
      trim()
      return room.overflows(total()) ? undefined : entries.map((entry) => entry.message)
    },
    counted: (inputTokens) => room.learn(total(), inputTokens),
    addAnswer(content, calls) {
      round += 1
      const message: ModelMessage = { role: 'assistant', content, ...(calls.length > 0 && { tool_calls: [...calls] }) }
      const short = calls.length > 0 ? { ...message, tool_calls: calls.map(shortCall) } : undefined
      entries.push({ message, short, round })
    },
    addResults(results) {
      const most = Math.max(STUB_BYTES, Math.min(RESULT_BYTES, Math.floor(room.bytes(RESULTS_PART) / Math.max(1, results.length))))
      for (const result of results) entries.push({ message: toolMessage(result, most), short: toolMessage(result, STUB_BYTES), round })
    },
    addNote(text) {
      entries.push({ message: { role: 'user', content: text }, short: undefined, round })
    },
    shrink() {
      const before = total()
      room.halve(before)
      trim()
      return total().bytes < before.bytes
    },
  }
}

function fittingOpening(request: TaskRequest, room: PromptRoom): ModelMessage[] {
  const openings = OPENING_SCALES.map((scale) => () => openingMessages(request, scale))
  const fitting = openings.find((opening) => room.fits(sumOf(opening().map(sizeOfPrompt)), OPENING_PART)) ?? openings.at(-1)
  return fitting?.() ?? []
}

function sumOf(sizes: readonly PromptSize[]): PromptSize {
  return sizes.reduce((sum, size) => ({ bytes: sum.bytes + size.bytes, tokens: sum.tokens + size.tokens }), { bytes: 0, tokens: 0 })
}

// Cut first, marked then: a cut never takes an end of the mark away.
function toolMessage({ call, text, ref, provenance }: ToolText, most: number): ModelMessage {
  return { role: 'tool', content: marked(cutMiddle(text, most, hintFor(ref)), provenance), tool_call_id: call.id }
}

function hintFor(ref: string | undefined): string {
  if (ref === undefined) return '; call the tool again for a smaller part if you need it'
  return `; all of it: file_io {"op": "read", "path": "ref:${ref}", "offset": 0, "limit": 20000}`
}

function leftOut(steps: number): string {
  return `[Your first ${steps} steps after this are left out here, since there is no more room: go on from what follows.]`
}
