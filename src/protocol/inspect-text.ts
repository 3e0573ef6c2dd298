import { ClawError } from '../kernel/claw-error.ts'
import { tryParseJson } from '../kernel/json.ts'
import { MAX_DEPTH, MAX_KEYS } from './limits.ts'

const FORBIDDEN_KEYS: ReadonlySet<unknown> = new Set(['__proto__', 'constructor', 'prototype'])
const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d

/**
 * Looks at JSON text before it is parsed: nesting, number of keys and of lists and objects, keys that could reach a prototype. What is not JSON passes or fails here by
 * chance; the parser has the last word. Throws PROTOCOL_TOO_DEEP or PROTOCOL_FORBIDDEN_KEY.
 */
export function inspectText(text: string): void {
  let depth = 0
  let keys = 0
  let containers = 0
  let token = ''
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    if (char === QUOTE) {
      const end = endOfString(text, at)
      token = text.slice(at, end + 1)
      at = end
    } else if (char === COLON) {
      keys += 1
      refuseForbidden(token)
    } else if (char === OPEN_BRACE || char === OPEN_BRACKET) {
      depth += 1
      containers += 1
      if (depth > MAX_DEPTH) throw new ClawError('PROTOCOL_TOO_DEEP', `A message is nested deeper than ${MAX_DEPTH} levels.`)
    } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) {
      depth -= 1
    }
  }
  // Both cost the validator far more than their bytes say: a line of empty lists alone would hold the host up for half a second.
  if (keys > MAX_KEYS) throw new ClawError('PROTOCOL_TOO_DEEP', `A message has ${keys} keys; ${MAX_KEYS} are allowed.`)
  if (containers > MAX_KEYS)
    throw new ClawError('PROTOCOL_TOO_DEEP', `A message has ${containers} lists and objects; ${MAX_KEYS} are allowed.`)
}

/** Position of the closing quote, or of the last character when there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    if (char === BACKSLASH) at += 1
    else if (char === QUOTE) return at
  }
  return text.length - 1
}

/** A key may be written with escapes, so it is compared as the parser will see it. */
function refuseForbidden(token: string): void {
  const key = token.includes('\\') ? unescapeKey(token) : token.slice(1, -1)
  if (FORBIDDEN_KEYS.has(key)) throw new ClawError('PROTOCOL_FORBIDDEN_KEY', `A message has the key '${String(key)}'.`)
}

function unescapeKey(token: string): unknown {
  const parsed = tryParseJson(token)
  return parsed.ok ? parsed.value : undefined
}
