import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { JournaledModelCall } from '../../src/coordinator/ports.ts'
import { structuredCall } from '../../src/coordinator/structured-call.ts'

const schema = z.object({ n: z.number() })
const request = {
  purpose: 'count',
  messages: [{ role: 'user' as const, content: 'how many?' }],
  response_schema: { name: 'count', schema: {} },
  schema,
  problems: ({ n }: { n: number }) => (n > 9 ? ['n is above 9'] : []),
}

function answering(...contents: string[]) {
  const asked: { purpose: string; last: string }[] = []
  const call: JournaledModelCall = async (purpose, { messages }) => {
    asked.push({ purpose, last: messages.at(-1)?.content ?? '' })
    const content = contents[asked.length - 1] ?? ''
    return { provider: 'p', model: 'm', content, tool_calls: [], usage: undefined, cost_usd: null, duration_ms: 1 }
  }
  return { asked, call }
}

test('a right answer is one call', async () => {
  const { asked, call } = answering('{"n": 4}')
  expect(await structuredCall(call, request)).toEqual({ n: 4 })
  expect(asked).toHaveLength(1)
})

test.each([
  ['no JSON', 'four', 'it is not JSON'],
  ['another shape', '{"n": "4"}', 'n: '],
  ['a wrong value', '{"n": 40}', 'n is above 9'],
])('%s is sent back once with what is wrong', async (_, wrong, told) => {
  const { asked, call } = answering(wrong, '{"n": 5}')
  expect(await structuredCall(call, request)).toEqual({ n: 5 })
  expect(asked.map(({ purpose }) => purpose)).toEqual(['count', 'count.repair'])
  expect(asked[1]?.last).toContain(told)
})

test('wrong twice is MODEL_BAD_RESPONSE, naming model and fault', async () => {
  const { asked, call } = answering('x', '{"n": 99}', '{"n": 1}')
  await expect(structuredCall(call, request)).rejects.toMatchObject({
    code: 'MODEL_BAD_RESPONSE',
    message: expect.stringMatching(/p \(m\) gave a wrong 'count' twice: n is above 9/),
  })
  expect(asked).toHaveLength(2)
})
