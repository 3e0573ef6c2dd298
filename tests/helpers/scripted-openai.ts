import { appendFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isJsonObject, type JsonObject, tryParseJson } from '../../src/kernel/json.ts'
import { createMatcher } from './openai/match-rule.ts'
import { readChatRequest } from './openai/read-chat-request.ts'
import type { ChatRequest, Script } from './openai/script.ts'
import { writeFailure, writeJson, writeReply } from './openai/write-reply.ts'

export type { ChatRequest, Rule, Script, ScriptedReply } from './openai/script.ts'

export interface RecordedRequest {
  /** From 1, in order of arrival. */
  readonly n: number
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: JsonObject
  /** The parsed chat request; undefined for other paths and for bodies that the provider would refuse. */
  readonly chat: ChatRequest | undefined
  /** Which rule answered. */
  rule: string
  /** The client closed the connection before the answer was complete. */
  closedByClient: boolean
  /** The answer was written completely. */
  answered: boolean
}

export interface ScriptedOpenAi {
  /** Base URL with `/v1`, without a slash at the end. */
  readonly url: string
  /** Every request, in order. */
  readonly requests: readonly RecordedRequest[]
  /** Only the chat requests that the provider would accept. */
  chats(): ChatRequest[]
  close(): Promise<void>
}

export interface ScriptedOpenAiOptions {
  readonly port?: number
  /** When given, other keys are answered with 401. */
  readonly apiKey?: string
  readonly models?: readonly string[]
  /** A file that each request is appended to as one JSON line before it is answered. */
  readonly log?: string
}

/** An OpenAI-compatible server on loopback that answers by script, over real HTTP, and keeps what it was asked. */
export async function startScriptedOpenAi(script: Script, options: ScriptedOpenAiOptions = {}): Promise<ScriptedOpenAi> {
  const requests: RecordedRequest[] = []
  const match = createMatcher(script)
  const server = createServer((message, response) => {
    handle(message, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readText(message)
    const record = recordOf(message, text, requests.length + 1)
    requests.push(record)
    if (options.log !== undefined) appendFileSync(options.log, `${JSON.stringify(logLine(record))}\n`)
    response.on('close', () => {
      record.answered = response.writableFinished
      record.closedByClient = !response.writableFinished
    })
    await answer(record, response)
  }

  async function answer(record: RecordedRequest, response: ServerResponse): Promise<void> {
    if (options.apiKey !== undefined && record.headers['authorization'] !== `Bearer ${options.apiKey}`) {
      return writeFailure({ status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided.' }, response)
    }
    if (record.method === 'GET' && record.path === '/v1/models')
      return writeJson(response, 200, modelList(options.models ?? ['gpt-4o-mini']))
    if (record.method !== 'POST' || record.path !== '/v1/chat/completions') {
      return writeFailure({ status: 404, message: `Unknown request URL: ${record.method} ${record.path}` }, response)
    }
    if (record.chat === undefined) return writeFailure({ status: 400, code: 'invalid_request', message: refusal(record.body) }, response)
    const { reply, rule } = await match(record.chat, record.n)
    record.rule = rule
    return writeReply(reply, record.chat, response, record.n)
  }

  const { port } = await listen(server, options.port ?? 0)
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    chats: () => requests.flatMap((record) => record.chat ?? []),
    close: () => closeServer(server),
  }
}

function recordOf(message: IncomingMessage, text: string, n: number): RecordedRequest {
  const parsed = tryParseJson(text)
  const body = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {}
  const read = readChatRequest(body)
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]))
  const path = new URL(message.url ?? '/', 'http://127.0.0.1').pathname
  return {
    n,
    method: message.method ?? '',
    path,
    headers,
    body,
    chat: read.ok ? read.request : undefined,
    rule: '',
    closedByClient: false,
    answered: false,
  }
}

function refusal(body: JsonObject): string {
  const read = readChatRequest(body)
  return read.ok ? '' : read.message
}

function logLine(record: RecordedRequest): JsonObject {
  return { n: record.n, pid: process.pid, method: record.method, path: record.path, body: record.body }
}

function modelList(models: readonly string[]): JsonObject {
  return { object: 'list', data: models.map((id) => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'scripted' })) }
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
