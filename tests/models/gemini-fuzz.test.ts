import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import type { Json } from '../../src/kernel/json.ts'
import { createGeminiWire } from '../../src/models/gemini/gemini-wire.ts'
import { createTestModel } from '../helpers/provider-model.ts'

const any = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>
const or = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<T | Json> => fc.oneof({ weight: 6, arbitrary: good }, { weight: 1, arbitrary: any })
const some = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] })
const part = some({
  text: or(fc.string()),
  thought: or(fc.boolean()),
  thoughtSignature: or(fc.string()),
  functionCall: or(some({ id: or(fc.string()), name: or(fc.string()), args: any })),
  inlineData: any,
})
const candidate = some({
  content: or(some({ parts: or(fc.array(or(part), { maxLength: 4 })), role: any })),
  finishReason: or(fc.constantFrom('STOP', 'MAX_TOKENS', 'SAFETY', 'OTHER', 'SOMETHING_NEW')),
  finishMessage: or(fc.string()),
})
const response = some({
  candidates: or(fc.array(or(candidate), { maxLength: 2 })),
  promptFeedback: or(some({ blockReason: or(fc.string()) })),
  usageMetadata: or(some({ promptTokenCount: or(fc.double()), candidatesTokenCount: or(fc.integer()), cachedContentTokenCount: any })),
  error: or(some({ code: any, message: any, status: any, details: or(fc.array(any)) })),
})

it('is an answer or a clear error whatever the server says', { timeout: 30_000 }, async () => {
  let body = ''
  const server = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/event-stream' }).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const model = createTestModel(createGeminiWire, {
    ...{ provider: 'gemini', apiKey: 'k', baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, model: 'm' },
    ...{ timeoutMs: 2000, clock: systemClock, maxRetries: 0 },
  })
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(or(response), { minLength: 1, maxLength: 3 }), async (pieces) => {
        body = pieces.map((piece) => `data: ${JSON.stringify(piece)}\n\n`).join('')
        const said: unknown = await model
          .call({ messages: [{ role: 'user', content: 'x' }], tools: [] }, { signal: new AbortController().signal })
          .catch((error: unknown) => error)
        if (!(said instanceof Error)) return
        expect(said).toBeInstanceOf(ClawError)
        expect(said.message).not.toContain('cannot be reached')
      }),
      { numRuns: 120 },
    )
  } finally {
    server.close()
    server.closeAllConnections()
  }
})
