import { appendFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isJsonObject, type JsonObject, tryParseJson } from '../../src/kernel/json.ts'
import type { Dialect, RawRequest, ReadRequest } from './scripted/dialect.ts'
import { createMatcher } from './scripted/match-rule.ts'
import type { ChatRequest, Script } from './scripted/script.ts'
import { writeFailure, writeJson, writeReply } from './scripted/write-reply.ts'

export type { Dialect } from './scripted/dialect.ts'
export type { ChatRequest, Fault, Rule, Script, ScriptedReply } from './scripted/script.ts'

export interface RecordedRequest extends RawRequest {
  /** From 1, in order of arrival. */
  readonly n: number
  /** The parsed chat request; undefined for other paths and for bodies that the provider would refuse. */
  readonly chat: ChatRequest | undefined
  /** Which rule answered. */
  rule: string
  /** The client closed the connection before the answer was complete. */
  closedByClient: boolean
  /** The answer was written completely. */
  answered: boolean
}

export interface ScriptedModel {
  /** Base URL with the dialect's base path, without a slash at the end. */
  readonly url: string
  /** Every request that wants an answer of a model, or what the API does not know, in order. */
  readonly requests: readonly RecordedRequest[]
  /** Questions about models, which cost nothing. */
  readonly asides: readonly RawRequest[]
  /** Only the chat requests that the provider would accept. */
  chats(): ChatRequest[]
  close(): Promise<void>
}

export interface ScriptedModelOptions {
  readonly port?: number
  /** When given, other keys are answered with 401. */
  readonly apiKey?: string
  readonly models?: readonly string[]
  /** A file that each request is appended to as one JSON line before it is answered. */
  readonly log?: string
}

/** A provider's API on loopback that answers by script, over real HTTP, and keeps what it was asked. */
export async function startScriptedModel(dialect: Dialect, script: Script, options: ScriptedModelOptions = {}): Promise<ScriptedModel> {
  const requests: RecordedRequest[] = []
  const asides: RawRequest[] = []
  const match = createMatcher(script)
  const server = createServer((message, response) => {
    handle(message, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = toRaw(message, await readText(message))
    if (answerAside(raw, response)) return
    const read = dialect.readChat(raw)
    const record = recordOf(raw, read, requests.length + 1)
    requests.push(record)
    if (options.log !== undefined) appendFileSync(options.log, `${JSON.stringify(logLine(record))}\n`)
    response.on('close', () => {
      record.answered = response.writableFinished
      record.closedByClient = !response.writableFinished
    })
    await answer(record, read, response)
  }

  function answerAside(raw: RawRequest, response: ServerResponse): boolean {
    const aside = dialect.aside(raw, options.models ?? ['gpt-4o-mini'])
    if (aside === undefined) return false
    asides.push(raw)
    if (isForeign(raw)) writeFailure(dialect.wrongKey, { dialect, response })
    else writeJson(response, 200, aside)
    return true
  }

  function isForeign(raw: RawRequest): boolean {
    return options.apiKey !== undefined && !dialect.hasKey(raw, options.apiKey)
  }

  async function answer(record: RecordedRequest, read: ReadRequest | undefined, response: ServerResponse): Promise<void> {
    const to = { dialect, response }
    if (isForeign(record)) return writeFailure(dialect.wrongKey, to)
    if (read === undefined) return writeFailure({ status: 404, message: `Unknown request URL: ${record.method} ${record.path}` }, to)
    if (!read.ok) return writeFailure({ status: read.status ?? 400, code: 'invalid_request', message: read.message }, to)
    const { reply, rule } = await match(read.request, record.n)
    record.rule = rule
    return writeReply(reply, { ...to, request: read.request, n: record.n })
  }

  const { port } = await listen(server, options.port ?? 0)
  return {
    url: `http://127.0.0.1:${port}${dialect.basePath}`,
    requests,
    asides,
    chats: () => requests.flatMap((record) => record.chat ?? []),
    close: () => closeServer(server),
  }
}

function toRaw(message: IncomingMessage, text: string): RawRequest {
  const parsed = tryParseJson(text)
  const { pathname, search } = new URL(message.url ?? '/', 'http://127.0.0.1')
  return {
    method: message.method ?? '',
    path: pathname,
    query: search,
    headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)])),
    body: parsed.ok && isJsonObject(parsed.value) ? parsed.value : {},
  }
}

function recordOf(raw: RawRequest, read: ReadRequest | undefined, n: number): RecordedRequest {
  return { ...raw, n, chat: read?.ok ? read.request : undefined, rule: '', closedByClient: false, answered: false }
}

function logLine({ n, method, path, body }: RecordedRequest): JsonObject {
  return { n, pid: process.pid, method, path, body }
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function listen(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server.address() as AddressInfo))
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
