import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { spawnScriptedOpenAi } from '../helpers/scripted-openai-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'claw-elsewhere-'))
const cleanups: (() => unknown)[] = [() => rmSync(folder, { recursive: true })]
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

// Both in processes of their own: the environment is what is tested, and the scripted server is tested as a process along the way.
it('settings of the environment neither redirect a call nor copy a prompt to a tracer', async () => {
  const seen: string[] = []
  const tracer = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    response.end('{}')
  })
  await new Promise<void>((resolve) => tracer.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => tracer.close())
  const elsewhere = `http://127.0.0.1:${(tracer.address() as AddressInfo).port}`
  const server = await spawnScriptedOpenAi(folder, [{ when: { task: 'canary' }, reply: 'The answer is {{task}}.' }])
  cleanups.push(() => server.stop())

  const env = {
    PATH: process.env['PATH'] ?? '',
    BASE_URL: server.url,
    OPENAI_API_KEY: 'sk-of-the-environment',
    OPENAI_BASE_URL: elsewhere,
    OPENAI_API_BASE: elsewhere,
    OPENAI_LOG: 'debug',
    LANGSMITH_GATEWAY: elsewhere,
    LANGSMITH_TRACING: 'true',
    LANGSMITH_TRACING_V2: 'true',
    LANGCHAIN_TRACING_V2: 'true',
    LANGCHAIN_TRACING: 'true',
    LANGCHAIN_VERBOSE: 'true',
    LANGSMITH_ENDPOINT: elsewhere,
    LANGCHAIN_ENDPOINT: elsewhere,
    LANGSMITH_API_KEY: 'ls-key',
    LANGCHAIN_API_KEY: 'ls-key',
    LANGCHAIN_CALLBACKS_BACKGROUND: 'false',
  }
  const script = `
    import { createOpenAiModel } from '${join(import.meta.dirname, '../helpers/openai-model.ts')}'
    const clock = { now: Date.now, monotonic: () => performance.now() }
    const model = createOpenAiModel({ apiKey: 'sk-given', baseUrl: process.env.BASE_URL, model: 'm', timeoutMs: 5000, clock, maxRetries: 0 })
    const reply = await model.call({ messages: [{ role: 'user', content: 'canary' }], tools: [] }, { signal: new AbortController().signal })
    console.log(reply.content)
  `
  const { stdout, stderr } = await runNode(['--import', 'tsx', '--input-type=module', '-e', script], env)
  expect(stderr).toBe('')
  expect(stdout).toBe('The answer is canary.\n')
  expect(seen).toEqual([])
  expect(server.requests()).toMatchObject([
    { n: 1, method: 'POST', path: '/v1/chat/completions', body: { messages: [{ content: 'canary' }] } },
  ])
})

function runNode(args: string[], env: Record<string, string>): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, cwd: join(import.meta.dirname, '../..') })
    const output = { stdout: '', stderr: '' }
    child.stdout.on('data', (data) => {
      output.stdout += data
    })
    child.stderr.on('data', (data) => {
      output.stderr += data
    })
    child.once('error', reject)
    child.once('close', () => resolve(output))
  })
}
