import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import type { Json } from '../../src/kernel/json.ts'
import { createAnthropicWire } from '../../src/models/anthropic/anthropic-wire.ts'
import type { ModelReply } from '../../src/models/chat-model.ts'
import { modelCallResultSchema } from '../../src/protocol/messages.ts'
import { createTestModel } from '../helpers/provider-model.ts'

const any = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>
const or = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<T | Json> => fc.oneof({ weight: 8, arbitrary: good }, { weight: 1, arbitrary: any })
const some = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] })
const usage = some({ input_tokens: or(fc.nat()), output_tokens: or(fc.double()), cache_read_input_tokens: any })
const block = fc.oneof(
  fc.record({ type: fc.constant('text'), text: or(fc.string()) }),
  fc.record({ type: fc.constantFrom('tool_use', 'server_tool_use'), id: or(fc.string()), name: or(fc.string()), input: any }),
  fc.record({ type: fc.constantFrom('thinking', 'redacted_thinking', 'something_new'), thinking: or(fc.string()), data: any }),
)
const delta = fc.oneof(
  fc.record({ type: fc.constant('text_delta'), text: or(fc.string()) }),
  fc.record({ type: fc.constant('input_json_delta'), partial_json: or(fc.string()) }),
  some({ type: fc.constantFrom('thinking_delta', 'signature_delta', 'citations_delta', 'new_delta'), thinking: any, citation: any }),
)
const index = or(fc.nat(2))
const end = some({
  stop_reason: or(fc.constantFrom('end_turn', 'tool_use', 'max_tokens', 'refusal', 'pause_turn', 'model_context_window_exceeded', 'new')),
  stop_details: or(some({ category: or(fc.string()), explanation: or(fc.string()) })),
})
const event = fc.oneof(
  fc.record({ type: fc.constant('message_start'), message: or(some({ id: any, content: or(fc.constant([])), usage: or(usage) })) }),
  fc.record({ type: fc.constant('content_block_start'), index, content_block: or(block) }),
  fc.record({ type: fc.constant('content_block_delta'), index, delta: or(delta) }),
  fc.record({ type: fc.constant('message_delta'), delta: or(end), usage: or(usage) }),
  some({
    type: fc.constantFrom('ping', 'message_stop', 'error', 'something_new'),
    error: or(some({ type: or(fc.string()), message: any })),
  }),
)
const start = { type: 'message_start', message: { id: 'm', content: [], usage: { input_tokens: 1, output_tokens: 1 } } }

it('is an answer or a clear error whatever the server says', { timeout: 60_000 }, async () => {
  let body = ''
  const server = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/event-stream' }).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const model = createTestModel(createAnthropicWire, {
    ...{ provider: 'claude', apiKey: 'k', baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, model: 'm' },
    ...{ timeoutMs: 5000, clock: systemClock, maxRetries: 0 },
  })
  const tool = { name: 'file_io', description: '', input_schema: {} }
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(or(event), { minLength: 1, maxLength: 6 }), fc.boolean(), async (events, withTools) => {
        body = [start, ...events].map((piece) => `event: x\ndata: ${JSON.stringify(piece)}\n\n`).join('')
        const request = { messages: [{ role: 'user' as const, content: 'x' }], tools: withTools ? [tool] : [] }
        const said = await model.call(request, { signal: new AbortController().signal }).catch((error: unknown) => error)
        if (!(said instanceof Error)) return expectCarriable(said as ModelReply)
        expect(said).toBeInstanceOf(ClawError)
        expect(said.message).not.toContain('cannot be reached')
      }),
      { numRuns: 150 },
    )
  } finally {
    server.close()
    server.closeAllConnections()
  }
})

function expectCarriable({ content, tool_calls, usage: told }: ModelReply): void {
  const message = { content, tool_calls }
  modelCallResultSchema.parse({ type: 'model_call_result', id: '1', ok: true, message, ...(told && { usage: told }) })
}
