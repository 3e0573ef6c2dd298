import { afterEach, expect } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import type { ModelRequest } from '../../src/models/chat-model.ts'
import { createGeminiWire } from '../../src/models/gemini/gemini-wire.ts'
import { gemini } from './dialects/gemini.ts'
import { createTestModel, type ProviderModelTestOptions } from './provider-model.ts'
import { type Script, type ScriptedModel, type ScriptedReply, startScriptedModel } from './scripted-model.ts'

export const KEY = 'AIzaSyTest-0123456789abcdefghijklmnopqr'
let server: ScriptedModel | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

/** A scripted Gemini and a model that asks it; both end with the test. */
export async function setUp(script: Script, options: Partial<ProviderModelTestOptions> = {}) {
  server = await startScriptedModel(gemini, script, { apiKey: KEY, models: ['gemini-2.5-flash', 'gemini-9-new'] })
  const waits: number[] = []
  const model = createTestModel(createGeminiWire, {
    provider: 'gemini',
    apiKey: KEY,
    baseUrl: server.url,
    model: 'gemini-2.5-flash',
    timeoutMs: 2000,
    clock: systemClock,
    maxRetries: 3,
    random: () => 1,
    sleep: async (ms) => {
      waits.push(ms)
    },
    ...options,
  })
  return { model, server, waits }
}

export const ask = (text: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [{ role: 'user', content: text }],
  tools: [],
  ...more,
})
export const replies = (...reply: ScriptedReply[]): Script => [{ reply }]
export const never = new AbortController().signal
export const call = { signal: never }
export async function failure(promise: Promise<unknown>): Promise<ClawError> {
  const error = await promise.then(
    () => new Error('it worked'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ClawError)
  return error as ClawError
}
