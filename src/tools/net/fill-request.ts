import { ClawError } from '../../kernel/claw-error.ts'
import type { Json } from '../../kernel/json.ts'
import { fillPlaceholders, placeholderNames } from '../../protocol/secret-placeholder.ts'
import { KEPT_ON_REDIRECT } from './follow-redirect.ts'

const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

export interface RequestWithSecrets {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly json?: Json | undefined
}

/** Secrets go into headers, the query and texts of the body. Throws SECRET_REFUSED for any other place. */
export function fillRequest<R extends RequestWithSecrets>(request: R, value: (name: string) => string): R {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, text]) => [name, filledHeader(name, text, value)]))
  const json = request.json === undefined ? {} : { json: filledJson(request.json, value) }
  return { ...request, url: filledUrl(request.url, value), headers, ...json }
}

function filledUrl(text: string, value: (name: string) => string): string {
  const url = new URL(text)
  const misplaced = placeholderNames(`${url.origin}${url.pathname}${url.hash}`)[0]
  if (misplaced !== undefined) throw refused(misplaced, 'the path of a URL, which servers and proxies write into their logs')
  const query = url.search.replace(/%(24|7B|3A|7D)/gi, (code) => decodeURIComponent(code))
  if (placeholderNames(query).length > 0) url.search = fillPlaceholders(query, (name) => encodeURIComponent(value(name)))
  return url.href
}

function filledHeader(name: string, text: string, value: (name: string) => string): string {
  const named = placeholderNames(text)[0]
  if (named === undefined) return text
  if (KEPT_ON_REDIRECT.has(name)) throw refused(named, `the header ${name}, which goes along to other hosts`)
  const filled = fillPlaceholders(text, value)
  if (HEADER_VALUE.test(filled)) return filled
  throw refused(named, `the header ${name}: its value has characters that no header can carry`)
}

function filledJson(json: Json, value: (name: string) => string): Json {
  if (typeof json === 'string') return fillPlaceholders(json, value)
  if (Array.isArray(json)) return json.map((item) => filledJson(item, value))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(Object.entries(json).map(([key, item]) => [key, filledJson(item, value)]))
}

function refused(name: string, where: string): ClawError {
  return new ClawError('SECRET_REFUSED', `'${name}' does not go into ${where}. Put it into another header, params or json.`, {
    fix: 'Put it into a header, params or json.',
  })
}
