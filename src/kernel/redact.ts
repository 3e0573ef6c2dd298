import type { Json } from './json.ts'

export interface Redactor {
  text(text: string): string
  json<T extends Json>(value: T): T
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

/** Masks the known secret values and everything that has the shape of a key. Applied before anything is written or shown. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const known = [...new Set(secrets.filter((secret) => secret.length >= MIN_SECRET_LENGTH))].sort((a, b) => b.length - a.length)
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
  return { text, json }
}
