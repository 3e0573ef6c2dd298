import type { Json } from './json.ts'
import { secretForms } from './secret-forms.ts'
import { settledLength } from './settled-length.ts'

export interface Redactor {
  text(text: string): string
  /** How much of a text that still grows may be told already: the rest may be the beginning of a secret. */
  settled(text: string): number
  json<T extends Json>(value: T): T
  /** Further values, masked from now on. */
  add(secrets: readonly string[]): void
}

const KEY_SHAPES = [
  /\bsk-[A-Za-z0-9_-]{16,}\b/g,
  /\bAIza[A-Za-z0-9_-]{30,}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{30,}\b/g,
  /\bAKIA[A-Z0-9]{16}\b/g,
  /\bxox[abpors]-[A-Za-z0-9-]{10,}\b/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g,
]
const MIN_SECRET_LENGTH = 6
export const REDACTED = '[redacted]'

/** Masks the known secret values in all their forms, and everything that has the shape of a key. Applied before anything is written or shown. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const values = new Set<string>()
  let known: readonly string[] = []
  add(secrets)

  function add(more: readonly string[]): void {
    const fresh = more.filter((value) => value.length >= MIN_SECRET_LENGTH && !values.has(value))
    if (fresh.length === 0) return
    for (const value of fresh) values.add(value)
    // The longest first: a form that holds another one goes as a whole.
    known = [...new Set([...known, ...fresh.flatMap(secretForms)])].sort((a, b) => b.length - a.length)
  }
  function text(value: string): string {
    let out = value
    for (const secret of known) if (out.includes(secret)) out = out.split(secret).join(REDACTED)
    for (const shape of KEY_SHAPES) out = out.replace(shape, REDACTED)
    return out
  }
  function json<T extends Json>(value: T): T {
    if (typeof value === 'string') return text(value) as T
    if (Array.isArray(value)) return value.map(json) as T
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), json(item)])) as T
  }
  return { text, json, add, settled: (value) => settledLength(value, known, text) }
}
