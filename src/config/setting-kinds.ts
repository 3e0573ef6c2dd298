import type { Json } from '../kernel/json.ts'

/** How the text of a setting is read. Plain parsers: the hot path of every command loads this and no schema library. */
export type SettingKind =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly integer: boolean }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'text' }
  | { readonly kind: 'list' }
  /** A file or folder; relative to the workspace, `~` is the home folder. */
  | { readonly kind: 'path' }
  | { readonly kind: 'url' }
  | { readonly kind: 'secret' }

export type SettingValue = string | number | boolean | readonly string[]

export type ParsedSetting = { readonly ok: true; readonly value: SettingValue } | { readonly ok: false }

const TRUE = ['true', '1', 'yes', 'on']
const FALSE = ['false', '0', 'no', 'off']

export function parseSetting(kind: SettingKind, text: string): ParsedSetting {
  switch (kind.kind) {
    case 'boolean':
      return parseBoolean(text.trim().toLowerCase())
    case 'number':
      return parseNumber(kind, text.trim())
    case 'choice':
      return kind.values.includes(text.trim()) ? { ok: true, value: text.trim() } : { ok: false }
    case 'list':
      return { ok: true, value: splitList(text) }
    case 'url':
      return isHttpUrl(text.trim()) ? { ok: true, value: text.trim().replace(/\/+$/, '') } : { ok: false }
    case 'text':
    case 'path':
    case 'secret':
      return { ok: true, value: text.trim() }
    default:
      return kind satisfies never
  }
}

/** What is allowed, for error messages and documentation. */
export function describeKind(kind: SettingKind): string {
  switch (kind.kind) {
    case 'boolean':
      return 'true or false'
    case 'number':
      return `${kind.integer ? 'a whole number' : 'a number'} from ${kind.min} to ${kind.max}`
    case 'choice':
      return kind.values.join(', ')
    case 'list':
      return 'a list separated by commas'
    case 'url':
      return 'an http or https address without user and password'
    case 'path':
      return 'a path'
    case 'text':
      return 'text'
    case 'secret':
      return 'a secret'
    default:
      return kind satisfies never
  }
}

/** A value of a JSON file as the text that the environment would hold; undefined when it has the wrong form. */
export function settingText(value: Json): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(',')
  return undefined
}

function parseBoolean(text: string): ParsedSetting {
  if (TRUE.includes(text)) return { ok: true, value: true }
  return FALSE.includes(text) ? { ok: true, value: false } : { ok: false }
}

function parseNumber(kind: { min: number; max: number; integer: boolean }, text: string): ParsedSetting {
  const value = /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  const fits = Number.isFinite(value) && value >= kind.min && value <= kind.max && (!kind.integer || Number.isInteger(value))
  return fits ? { ok: true, value } : { ok: false }
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function isHttpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === ''
}
