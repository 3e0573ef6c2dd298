import * as z from 'zod/mini'
import { ClawError } from '../kernel/claw-error.ts'
import { type Json, type JsonObject, tryParseJson } from '../kernel/json.ts'
import { inspectText } from '../protocol/inspect-text.ts'
import { secretPlaceholder } from '../protocol/secret-placeholder.ts'
import { defineTool, type ToolDefinition, type ToolOutcome } from './define-tool.ts'
import { readUrl } from './net/check-target.ts'
import { decodeText, mediaKind } from './net/decode-text.ts'
import { fillRequest } from './net/fill-request.ts'
import { isRead } from './net/follow-redirect.ts'
import { httpVerdict, USER_AGENT } from './net/http-verdict.ts'
import type { GuardedFetch, NetResponse } from './net/net-limits.ts'

const SHOWN_CHARS = 10_000
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
// The connection is ours, and a Host of the caller's choice would get past a rule for the host in the URL.
const NOT_TO_SET = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'keep-alive',
  'accept-encoding',
  'proxy-authorization',
])
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

const scalar = z.union([z.string(), z.number(), z.boolean()])
const input = z.object({
  url: z.string().check(z.minLength(1), z.maxLength(8192)),
  method: z._default(
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((method) => method.toUpperCase()),
      ),
      z.enum(METHODS),
    ),
    'GET',
  ),
  headers: z._default(z.record(z.string(), z.string()), {}),
  json: z.optional(z.json()),
  params: z._default(z.record(z.string(), z.union([scalar, z.array(scalar)])), {}),
  timeout_s: z._default(z.number().check(z.gt(0), z.lte(300)), 20),
})

export type HttpApiInput = z.infer<typeof input>

export interface HttpApiServices {
  readonly fetch: GuardedFetch
  /** Secrets that agents are told of, by name. */
  readonly secrets?: readonly { readonly name: string; readonly hosts: readonly string[] }[]
}

/** One HTTP request. JSON comes parsed, text as text; GET, HEAD and OPTIONS may be repeated after a crash, the others never by themselves. */
export function createHttpApi({ fetch, secrets = [] }: HttpApiServices): ToolDefinition<HttpApiInput> {
  return defineTool({
    name: 'http_api',
    description: `Send an HTTP request: method, headers, json body, query params. Answers status, headers and the json or text. 4xx and 5xx are failures.${secretHint(secrets)}`,
    examples: [
      { url: 'https://api.example.com/items', params: { limit: 10 } },
      { url: 'https://api.example.com/items', method: 'POST', json: { name: 'one' } },
    ],
    input,
    aliases: { body: 'json', data: 'json', timeout: 'timeout_s' },
    effect: () => 'network',
    canonicalise: (call) => ({ ...call, url: withParams(call.url, call.params), params: {}, headers: checkedHeaders(call.headers) }),
    prepare: async ({ method }) => ({ recovery: isRead(method) ? 'pure' : 'opaque', detail: {} }),
    fillSecrets: fillRequest,
    async run(call, { signal, mask }): Promise<ToolOutcome> {
      const { url, method, timeout_s } = call
      const response = await fetch({ url, method, ...content(call), timeout_ms: timeout_s * 1000, signal, ...(mask && { mask }) })
      return httpVerdict(response.status, response.url, answer(response, mask))
    },
  })
}

function secretHint(secrets: NonNullable<HttpApiServices['secrets']>): string {
  if (secrets.length === 0) return ''
  const names = secrets.map(({ name, hosts }) => `${name} (${hosts.join(', ')})`)
  return ` Keys that you never see: write ${secretPlaceholder('NAME')} in a header, param or json text, as in "authorization": "Bearer ${secretPlaceholder('NAME')}". There are: ${names.join('; ')}.`
}

function withParams(text: string, params: HttpApiInput['params']): string {
  const url = readUrl(text)
  for (const [name, value] of Object.entries(params)) {
    for (const item of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(item))
  }
  return url.href
}

function checkedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  for (const [name, value] of entries) {
    const problem = NOT_TO_SET.has(name)
      ? 'is set by claw'
      : HEADER_NAME.test(name) && HEADER_VALUE.test(value)
        ? undefined
        : 'is not a valid header'
    if (problem) throw new ClawError('TOOL_BAD_ARGS', `http_api: the header '${name.slice(0, 60)}' ${problem}.`, { fix: 'Leave it out.' })
  }
  return Object.fromEntries(entries)
}

function content({ headers, json, method }: HttpApiInput): { headers: Record<string, string>; body?: string } {
  const all = { 'user-agent': USER_AGENT, accept: 'application/json, text/*;q=0.9, */*;q=0.5', ...headers }
  if (json === undefined || isRead(method)) return { headers: all }
  const type = headers['content-type'] ?? 'application/json'
  // A text with a content type of its own (a form, XML) is sent as it stands.
  const body = typeof json === 'string' && !/json/i.test(type) ? json : JSON.stringify(json)
  return { headers: { ...all, 'content-type': type }, body }
}

function answer(response: NetResponse, mask = (text: string): string => text): JsonObject {
  const { url, status, body } = response
  const { 'set-cookie': _, ...headers } = response.headers
  const contentType = headers['content-type'] ?? ''
  const base = { url, status, headers, bytes: body.length }
  const kind = mediaKind(contentType, body)
  if (kind === 'binary' && body.length > 0) return { ...base, text: `[binary data: ${contentType.slice(0, 100)}]`, truncated: true }
  // Before it is cut: half of a value would not be known again.
  const text = mask(decodeText(body, contentType))
  const parsed: Json | undefined = kind === 'json' && !response.truncated ? jsonOf(text) : undefined
  if (parsed !== undefined) return { ...base, json: parsed, truncated: false }
  return { ...base, text: text.slice(0, SHOWN_CHARS), truncated: response.truncated || text.length > SHOWN_CHARS }
}

function jsonOf(text: string): Json | undefined {
  if (isTooDeep(text)) return undefined
  const parsed = tryParseJson(text)
  return parsed.ok ? parsed.value : undefined
}

// What the parser takes without a word, whoever walks through it later would not survive.
function isTooDeep(text: string): boolean {
  try {
    inspectText(text)
    return false
  } catch (error) {
    return error instanceof ClawError && error.code === 'PROTOCOL_TOO_DEEP'
  }
}
