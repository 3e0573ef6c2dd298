import { isJsonObject, type Json, type JsonObject } from '../src/kernel/json.ts'
import { marked } from '../src/protocol/mark-data.ts'
import type { ModelMessage, ModelToolCall, Provenance, TaskRequest } from '../src/protocol/messages.ts'
import { openingMessages } from './transcript-task.ts'
import { cutMiddle, wholeCharacters, wireBytes } from './transcript-text.ts'

/** About 50 000 tokens of English: fits the window of every current model, and one line of the wire. */
const BUDGET_BYTES = 200_000
const RESULT_BYTES = 40_000
const STUB_BYTES = 400
const ARG_CHARACTERS = 200

export interface ToolText {
  readonly call: ModelToolCall
  readonly text: string
  /** Where the whole text can be read. */
  readonly ref: string | undefined
  readonly provenance?: Provenance | undefined
}

export interface Transcript {
  /** What the model is told now, within the budget. */
  messages(): ModelMessage[]
  addAnswer(content: string, calls: readonly ModelToolCall[]): void
  addResult(result: ToolText): void
  addNote(text: string): void
  /** Halves what may be sent, when the model says that it was too much. False when nothing is left to leave out. */
  shrink(): boolean
}

interface Entry {
  message: ModelMessage
  /** The message when room is short; undefined when it has no shorter form. */
  readonly short: ModelMessage | undefined
}

/**
 * The conversation of one attempt. It only ever grows at its end, so that providers can reuse what they have read. Over the budget the oldest tool
 * results shrink first, then the long arguments of old calls; a call and its result always stay together.
 */
export function createTranscript(request: TaskRequest): Transcript {
  const entries: Entry[] = openingMessages(request).map((message) => ({ message, short: undefined }))
  let budget = Math.min(BUDGET_BYTES, Math.floor(request.limits.line_bytes * 0.6) || BUDGET_BYTES)
  const sizes = new WeakMap<ModelMessage, number>()

  function sizeOf({ message }: Entry): number {
    const size = sizes.get(message) ?? wireBytes(message)
    sizes.set(message, size)
    return size
  }

  function bytes(): number {
    return entries.reduce((sum, entry) => sum + sizeOf(entry), 0)
  }

  function trim(): void {
    for (const role of ['tool', 'assistant'] as const) {
      for (const entry of entries) {
        if (bytes() <= budget) return
        if (entry.message.role === role && entry.short !== undefined) entry.message = entry.short
      }
    }
  }

  return {
    messages() {
      trim()
      return entries.map((entry) => entry.message)
    },
    addAnswer(content, calls) {
      const message: ModelMessage = { role: 'assistant', content, ...(calls.length > 0 && { tool_calls: [...calls] }) }
      entries.push({ message, short: calls.length > 0 ? { ...message, tool_calls: calls.map(shortCall) } : undefined })
    },
    addResult(result) {
      // Cut first, marked then: a cut never takes an end of the mark away.
      const cut = (max: number): string => marked(cutMiddle(result.text, max, hintFor(result.ref)), result.provenance)
      const [bounded, short] = [cut(RESULT_BYTES), cut(STUB_BYTES)]
      entries.push({ message: toolMessage(result, bounded), short: toolMessage(result, short) })
    },
    addNote(text) {
      entries.push({ message: { role: 'user', content: text }, short: undefined })
    },
    shrink() {
      const before = bytes()
      budget = Math.floor(before / 2)
      trim()
      return bytes() < before
    },
  }
}

function toolMessage({ call }: ToolText, content: string): ModelMessage {
  return { role: 'tool', content, tool_call_id: call.id }
}

function hintFor(ref: string | undefined): string {
  if (ref === undefined) return '; call the tool again for a smaller part if you need it'
  return `; all of it: file_io {"op": "read", "path": "ref:${ref}", "offset": 0, "limit": 20000}`
}

function shortCall(call: ModelToolCall): ModelToolCall {
  return { ...call, args: isJsonObject(call.args) ? shortObject(call.args) : shortValue(call.args) }
}

function shortObject(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, shortValue(value)]))
}

function shortValue(value: Json): Json {
  if (typeof value === 'string')
    return value.length <= ARG_CHARACTERS ? value : `${wholeCharacters(value.slice(0, ARG_CHARACTERS))} [... ${value.length} characters]`
  return JSON.stringify(value).length <= ARG_CHARACTERS ? value : '[left out]'
}
