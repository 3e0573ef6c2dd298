import { isJsonObject, type Json } from '../src/kernel/json.ts'
import type { ModelToolCall } from '../src/protocol/messages.ts'
import { wholeCharacters } from './transcript-text.ts'

const ARG_CHARACTERS = 200

/** A call whose long arguments are only hinted at: it was carried out long ago. */
export function shortCall(call: ModelToolCall): ModelToolCall {
  const { args } = call
  if (!isJsonObject(args)) return { ...call, args: shortValue(args) }
  return { ...call, args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, shortValue(value)])) }
}

function shortValue(value: Json): Json {
  if (typeof value === 'string')
    return value.length <= ARG_CHARACTERS ? value : `${wholeCharacters(value.slice(0, ARG_CHARACTERS))} [... ${value.length} characters]`
  return JSON.stringify(value).length <= ARG_CHARACTERS ? value : '[left out]'
}
