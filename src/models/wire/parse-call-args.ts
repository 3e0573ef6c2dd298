import { type Json, tryParseJson } from '../../kernel/json.ts'
import type { ModelToolCall } from '../../protocol/messages.ts'

// Deeper arguments would break the wire's limit once they stand inside of a message.
const MAX_ARGS_DEPTH = 20
const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype']

/** Arguments of a tool call from their text. What is not JSON, or what the wire would refuse, stays a text: the agent is told so, and nothing is guessed from half an object. */
export function parseCallArgs(args: string): ModelToolCall['args'] {
  if (args.trim() === '') return {}
  const parsed = tryParseJson(args)
  return parsed.ok && isCarriable(parsed.value) ? parsed.value : args
}

function isCarriable(value: Json, levels = MAX_ARGS_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (levels === 0 || FORBIDDEN_KEYS.some((key) => Object.hasOwn(value, key))) return false
  return Object.values(value).every((item) => isCarriable(item, levels - 1))
}
