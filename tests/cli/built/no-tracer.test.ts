import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { clawPlace } from '../../helpers/claw-place.ts'

test('variables of LangChain neither take a run elsewhere nor print it', async () => {
  const place = clawPlace({ 'a.ts': '1' })
  const seen: string[] = []
  const tracer = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    response.end('{}')
  })
  await new Promise<void>((resolve) => tracer.listen(0, '127.0.0.1', resolve))
  const elsewhere = `http://127.0.0.1:${(tracer.address() as AddressInfo).port}`
  const env = {
    LANGSMITH_TRACING: 'true',
    LANGSMITH_TRACING_V2: 'true',
    LANGCHAIN_TRACING_V2: 'true',
    LANGCHAIN_VERBOSE: 'true',
    LANGSMITH_ENDPOINT: elsewhere,
    LANGCHAIN_ENDPOINT: elsewhere,
    LANGSMITH_API_KEY: 'ls-key',
    LANGCHAIN_CALLBACKS_BACKGROUND: 'false',
  }
  const { code, stdout, stderr } = await place.run(['run', 'How many TypeScript files are here?', '--no-input'], { env })
  tracer.close()
  place.remove()
  expect({ code, stdout }).toEqual({ code: 0, stdout: '1 TypeScript file.\n' })
  expect(stderr).not.toMatch(/\[chain|LangGraph/)
  expect(seen).toEqual([])
})
