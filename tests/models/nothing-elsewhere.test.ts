import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { DialectName } from '../helpers/dialects/dialects.ts'
import { spawnScriptedModel } from '../helpers/scripted-model-process.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

// What the packages of the providers read from the environment, beside the settings of LangChain for all of them.
const PROVIDERS: readonly { dialect: DialectName; environment: (elsewhere: string) => Record<string, string> }[] = [
  {
    dialect: 'openai',
    environment: (elsewhere) => ({
      OPENAI_API_KEY: 'sk-of-the-environment',
      OPENAI_BASE_URL: elsewhere,
      OPENAI_API_BASE: elsewhere,
      OPENAI_LOG: 'debug',
    }),
  },
  {
    dialect: 'gemini',
    environment: (elsewhere) => ({
      GOOGLE_API_KEY: 'AIza-of-the-environment',
      GEMINI_API_KEY: 'AIza-of-the-environment',
      GOOGLE_GEMINI_BASE_URL: elsewhere,
      GEMINI_BASE_URL: elsewhere,
      GOOGLE_GENAI_USE_VERTEXAI: 'true',
      GOOGLE_CLOUD_PROJECT: 'elsewhere',
    }),
  },
  {
    dialect: 'ollama',
    environment: (elsewhere) => ({
      OLLAMA_BASE_URL: elsewhere,
      OLLAMA_HOST: elsewhere,
      OLLAMA_API_KEY: 'key-of-the-environment',
      OLLAMA_CONTEXT_LENGTH: '2048',
    }),
  },
  {
    dialect: 'anthropic',
    environment: (elsewhere) => ({
      ANTHROPIC_API_KEY: 'sk-ant-of-the-environment',
      ANTHROPIC_AUTH_TOKEN: 'token-of-the-environment',
      ANTHROPIC_BASE_URL: elsewhere,
      ANTHROPIC_API_URL: elsewhere,
      ANTHROPIC_CUSTOM_HEADERS: 'anthropic-version: of-the-environment\nx-api-key: of-the-environment',
      ANTHROPIC_PROFILE: 'elsewhere',
      ANTHROPIC_LOG: 'debug',
      HTTP_PROXY: elsewhere,
      HTTPS_PROXY: elsewhere,
    }),
  },
]

function tracing(elsewhere: string): Record<string, string> {
  return {
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
}

// Both in processes of their own: the environment is what is tested, and the scripted server is tested as a process along the way.
it.each(PROVIDERS)(
  'settings of the environment neither redirect a call to $dialect nor copy a prompt to a tracer',
  async ({ dialect, environment }) => {
    const seen: string[] = []
    const tracer = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`)
      response.end('{}')
    })
    await new Promise<void>((resolve) => tracer.listen(0, '127.0.0.1', resolve))
    cleanups.push(() => tracer.close())
    const elsewhere = `http://127.0.0.1:${(tracer.address() as AddressInfo).port}`
    const folder = mkdtempSync(join(tmpdir(), 'claw-elsewhere-'))
    cleanups.push(() => rmSync(folder, { recursive: true }))
    const rules = [{ when: { task: 'canary' }, reply: 'The answer is {{task}}.' }]
    const server = await spawnScriptedModel(dialect, { folder, rules })
    cleanups.push(() => server.stop())

    const provider = dialect === 'anthropic' ? 'claude' : dialect
    const env = { PATH: process.env['PATH'] ?? '', BASE_URL: server.url, ...environment(elsewhere), ...tracing(elsewhere) }
    const script = `
    import { openProvider } from '${join(import.meta.dirname, '../../src/models/open-provider.ts')}'
    const clock = { now: Date.now, monotonic: () => performance.now() }
    const choice = { provider: '${provider}', apiKey: 'key-given', baseUrl: process.env.BASE_URL, model: 'm', timeoutMs: 5000 }
    const model = await openProvider(choice, { clock, maxRetries: 0 })
    const reply = await model.call({ messages: [{ role: 'user', content: 'canary' }], tools: [] }, { signal: new AbortController().signal })
    console.log(reply.content)
  `
    const { stdout, stderr } = await runNode(['--import', 'tsx', '--input-type=module', '-e', script], env)
    expect(stderr).toBe('')
    expect(stdout).toBe('The answer is canary.\n')
    expect(seen).toEqual([])
    const told = server.requests().filter(({ body }) => JSON.stringify(body).includes('canary'))
    expect(told).toMatchObject([{ method: 'POST' }])
  },
)

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
