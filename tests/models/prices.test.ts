import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LISTED_PRICES } from '../../src/models/prices/listed-prices.ts'
import { costOf, dearest } from '../../src/models/prices/model-price.ts'
import { parseOwnPrices } from '../../src/models/prices/parse-own-prices.ts'
import { createPriceBook, type OwnPrices } from '../../src/models/prices/price-book.ts'

const book = createPriceBook()
const own = (entries: unknown): OwnPrices => {
  const parsed = parseOwnPrices(JSON.stringify(entries), 'prices.json')
  if (typeof parsed === 'string') throw new Error(parsed)
  return parsed
}
const cost = (model: string, usage: Parameters<typeof costOf>[1], baseUrl: string | null = null, provider = 'openai') =>
  costOf(book.priceOf({ provider, model, baseUrl }), usage)

describe('the price', () => {
  const usage = { input_tokens: 1_000_000, output_tokens: 100_000, cached_tokens: 400_000 }

  it('counts cached tokens at their own price, also for a dated snapshot', () => {
    expect(cost('gpt-4o-mini', usage)).toBeCloseTo(0.6 * 0.15 + 0.4 * 0.075 + 0.1 * 0.6)
    expect(cost('gpt-4o-mini-2024-07-18', usage, 'https://api.openai.com/v1')).toBeCloseTo(0.18)
  })

  it('counts what is written to a cache, of which the prompt is the sum', () => {
    const told = { input_tokens: 1000, output_tokens: 100, cached_tokens: 500, cache_write_tokens: 300 }
    const wanted = (200 * 1 + 500 * 0.1 + 300 * 1.25 + 100 * 5) / 1_000_000
    expect(cost('claude-haiku-4-5-20251001', told, null, 'claude')).toBeCloseTo(wanted, 12)
  })

  it('knows the tier of long prompts, and none beyond the last that is known', () => {
    const long = { input_tokens: 300_000, output_tokens: 0 }
    expect(cost('gemini-2.5-pro', { input_tokens: 200_000, output_tokens: 0 }, null, 'gemini')).toBeCloseTo(0.25)
    expect(cost('gemini-2.5-pro', long, null, 'gemini')).toBeCloseTo(0.75)
    expect(cost('gpt-5.5', long)).toBeNull()
  })

  it('is unknown, never 0, for other models, other servers, unlisted rates and calls without usage', () => {
    expect(cost('gpt-99', usage)).toBeNull()
    expect(cost('constructor', usage)).toBeNull()
    expect(cost('gpt-4o-mini', usage, 'http://127.0.0.1:1234/v1')).toBeNull()
    expect(cost('gpt-4o-mini', usage, 'https://api.openai.com.evil.example/v1')).toBeNull()
    expect(cost('gpt-4o-mini', undefined)).toBeNull()
    expect(cost('gemini-3.5-flash', { ...usage, cached_tokens: 5 }, null, 'gemini')).toBeNull()
    expect(cost('llama3.2', usage, 'https://ollama.example/', 'ollama')).toBeNull()
    for (const cloud of ['gpt-oss:120b-cloud', 'qwen3:cloud']) expect(cost(cloud, usage, 'http://localhost:11434', 'ollama')).toBeNull()
  })

  it('is 0 for an Ollama of this machine', () => {
    for (const address of [null, 'http://localhost:11434', 'http://127.0.0.1:1/', 'http://[::1]:11434'])
      expect(cost('llama3.2', usage, address, 'ollama')).toBe(0)
  })

  it('is what the user says, for any model and server', () => {
    const mine = createPriceBook(own({ 'openai/qwen/qwen3': { input: 1, output: 2 }, 'openai/*': { input: 0, output: 0 } }))
    const baseUrl = 'http://10.0.0.7/v1'
    expect(costOf(mine.priceOf({ provider: 'openai', model: 'qwen/qwen3', baseUrl }), usage)).toBeCloseTo(1.2)
    expect(costOf(mine.priceOf({ provider: 'openai', model: 'gpt-4o', baseUrl: null }), usage)).toBe(0)
    expect(mine.priceOf({ provider: 'claude', model: 'claude-haiku-4-5', baseUrl: null })?.as_of).toBe(LISTED_PRICES.claude.as_of)
  })

  it('is not taken from a file that says something else', () => {
    for (const wrong of [
      '{',
      '[]',
      '{"openai/x": {}}',
      '{"openai/x": {"input": -1, "output": 1}}',
      '{"x": {"input": 1, "output": 1}}',
      '{"openai/x": {"input": "1", "output": 1}}',
      '{"openai/x": {"input": 1, "output": 1, "per": "token"}}',
      '{"openai/x": {"input": 1e400, "output": 1}}',
    ])
      expect(typeof parseOwnPrices(wrong, 'prices.json'), wrong).toBe('string')
  })

  it('is bounded by its dearest tokens', () => {
    const tokens = fc.integer({ min: 0, max: 400_000 })
    const models = Object.entries(LISTED_PRICES).flatMap(([provider, list]) =>
      Object.keys(list.models).map((model) => ({ provider, model })),
    )
    fc.assert(
      fc.property(fc.constantFrom(...models), tokens, tokens, tokens, tokens, (model, input, output, cached, written) => {
        const price = book.priceOf({ ...model, baseUrl: null })
        if (price === null) throw new Error(model.model)
        const paid = costOf(price, { input_tokens: input, output_tokens: output, cached_tokens: cached, cache_write_tokens: written })
        const most = input * dearest(price).input + output * dearest(price).output
        expect(paid ?? 0).toBeLessThanOrEqual(most + 1e-9)
      }),
    )
  })
})
