import { describe, expect, it } from 'vitest'
import { modelCost } from '../../src/models/model-price.ts'

describe('the price', () => {
  const usage = { input_tokens: 1_000_000, output_tokens: 100_000, cached_tokens: 400_000 }
  const openai = 'https://api.openai.com/v1'

  it('counts cached tokens at their own price, also for a dated snapshot', () => {
    expect(modelCost({ baseUrl: openai, model: 'gpt-4o-mini', usage })).toBeCloseTo(0.6 * 0.15 + 0.4 * 0.075 + 0.1 * 0.6)
    expect(modelCost({ baseUrl: openai, model: 'gpt-4o-mini-2024-07-18', usage })).toBeCloseTo(0.18)
  })

  it('is unknown, never 0, for other models, other servers and calls without usage', () => {
    expect(modelCost({ baseUrl: openai, model: 'gpt-99', usage })).toBeNull()
    expect(modelCost({ baseUrl: openai, model: 'constructor', usage })).toBeNull()
    expect(modelCost({ baseUrl: 'http://127.0.0.1:1234/v1', model: 'gpt-4o-mini', usage })).toBeNull()
    expect(modelCost({ baseUrl: 'https://api.openai.com.evil.example/v1', model: 'gpt-4o-mini', usage })).toBeNull()
    expect(modelCost({ baseUrl: openai, model: 'gpt-4o-mini', usage: undefined })).toBeNull()
  })
})
