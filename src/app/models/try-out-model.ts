import { ClawError } from '../../kernel/claw-error.ts'
import { systemClock } from '../../kernel/clock.ts'
import { isJsonObject, tryParseJson } from '../../kernel/json.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import type { ChatModel, ModelReply, ModelRequest } from '../../models/chat-model.ts'
import type { PriceBook } from '../../models/prices/price-book.ts'
import type { ModelTrial } from '../../view/model-rows.ts'
import { errorDocument } from './error-document.ts'
import type { ModelEndpoint } from './model-tools-port.ts'
import { openEndpoint } from './open-endpoint.ts'

interface Trial {
  readonly what: ModelTrial['what']
  readonly request: ModelRequest
  /** What was seen, or undefined when it is not what was asked for. */
  readonly read: (reply: ModelReply) => string | undefined
}

// What a model thinks before it answers counts as well, and some think long about little.
const ANSWER_TOKENS = 2048
const ask = (content: string): ModelRequest['messages'] => [{ role: 'user', content }]
const NUMBER = { type: 'object', properties: { value: { type: 'integer' } }, required: ['value'], additionalProperties: false }
const COLOUR = {
  type: 'object',
  properties: { colour: { type: 'string', enum: ['red', 'green', 'blue'] } },
  required: ['colour'],
  additionalProperties: false,
}

const TRIALS: readonly Trial[] = [
  {
    what: 'text',
    request: { messages: ask('Answer with the single word: ready'), tools: [], max_tokens: ANSWER_TOKENS },
    read: ({ content }) => (content.trim() === '' ? undefined : `said: ${short(content)}`),
  },
  {
    what: 'tool call',
    request: {
      messages: ask('Call the tool report_number with the value 7. Do nothing else.'),
      tools: [{ name: 'report_number', description: 'Reports a number.', input_schema: NUMBER }],
      max_tokens: ANSWER_TOKENS,
    },
    read: ({ tool_calls: [call] }) =>
      call?.name === 'report_number' && isJsonObject(call.args) && call.args['value'] === 7 ? 'called report_number with 7' : undefined,
  },
  {
    what: 'structured output',
    request: {
      messages: ask('Which colour has grass? Answer with an object.'),
      tools: [],
      response_schema: { name: 'colour_of_grass', schema: COLOUR },
      max_tokens: ANSWER_TOKENS,
    },
    read: ({ content }) => {
      const parsed = tryParseJson(content)
      const colour = parsed.ok && isJsonObject(parsed.value) ? parsed.value['colour'] : undefined
      return typeof colour === 'string' && COLOUR.properties.colour.enum.includes(colour) ? `gave ${short(content)}` : undefined
    },
  },
]

/** What the rest would fail with as well. */
const SHARED: readonly string[] = ['MODEL_KEY_REJECTED', 'MODEL_RATE_LIMITED', 'MODEL_UNAVAILABLE', 'CANCELLED']

export async function tryOutModel(endpoint: ModelEndpoint, prices: PriceBook, signal: AbortSignal): Promise<readonly ModelTrial[]> {
  const model = await openEndpoint(endpoint, prices)
  const done: ModelTrial[] = []
  for (const trial of TRIALS) {
    const result = await tryOne(model, trial, signal)
    done.push(result)
    if (result.error !== null && SHARED.includes(result.error.code)) break
  }
  return done
}

async function tryOne(model: ChatModel, { what, request, read }: Trial, signal: AbortSignal): Promise<ModelTrial> {
  const started = systemClock.monotonic()
  try {
    const reply = await model.call(request, { signal })
    const seen = read(reply)
    const { duration_ms, cost_usd, usage } = reply
    const used = { duration_ms, cost_usd, input_tokens: usage?.input_tokens ?? null, output_tokens: usage?.output_tokens ?? null }
    if (seen !== undefined) return { what, ok: true, detail: seen, ...used, error: null }
    return { what, ok: false, ...used, ...failed(new ClawError('MODEL_BAD_RESPONSE', `It gave no ${what}, but: ${short(reply.content)}`)) }
  } catch (error) {
    const duration_ms = systemClock.monotonic() - started
    return { what, ok: false, duration_ms, input_tokens: null, output_tokens: null, cost_usd: null, ...failed(error) }
  }
}

function failed(error: unknown): Pick<ModelTrial, 'detail' | 'error'> {
  const document = errorDocument(error)
  return { detail: document.message, error: document }
}

function short(text: string): string {
  return visibleLine(text.trim().slice(0, 80)) || '(nothing)'
}
