import { expect, it } from 'vitest'
import { promptTokens } from '../../src/kernel/prompt-tokens.ts'

it('counts messages, tools and the wanted shape, and a request once', () => {
  const messages = [{ role: 'user', content: 'word '.repeat(400) }]
  const plain = promptTokens({ messages, tools: [] })
  expect(plain).toBeGreaterThan(400)
  expect(promptTokens({ messages, tools: [{ name: 'file_io', description: 'x '.repeat(50) }] })).toBeGreaterThan(plain + 50)
  expect(promptTokens({ messages, tools: [], response_schema: { schema: 'y '.repeat(50) } })).toBeGreaterThan(plain + 50)
  let read = 0
  const watched = {
    tools: [],
    get messages() {
      read += 1
      return messages
    },
  }
  expect([promptTokens(watched), promptTokens(watched)]).toEqual([plain, plain])
  expect(read).toBe(1)
})
