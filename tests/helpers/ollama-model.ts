import { systemClock } from '../../src/kernel/clock.ts'
import type { ChatModel } from '../../src/models/chat-model.ts'
import { createOllamaWire } from '../../src/models/ollama/ollama-wire.ts'
import { ollamaDialect } from './dialects/ollama.ts'
import type { OllamaServer } from './dialects/ollama-server.ts'
import { createTestModel, type ProviderModelTestOptions } from './provider-model.ts'
import { type Script, type ScriptedModel, startScriptedModel } from './scripted-model.ts'

export interface OllamaTest {
  readonly model: ChatModel
  readonly server: ScriptedModel
  /** What was waited for between tries, without waiting. */
  readonly waits: number[]
  /** The bodies of the chats that were asked for, refused ones included. */
  bodies(): Readonly<Record<string, unknown>>[]
}

export interface OllamaTestOptions extends Partial<ProviderModelTestOptions> {
  /** When given, the server wants it, as a proxy before it would. */
  readonly serverKey?: string
}

/** A model of a scripted Ollama server; the caller closes the server. */
export async function startOllama(script: Script, like: Partial<OllamaServer> = {}, options: OllamaTestOptions = {}): Promise<OllamaTest> {
  const { serverKey, ...more } = options
  const server = await startScriptedModel(ollamaDialect(like), script, {
    models: ['llama3.2'],
    ...(serverKey !== undefined && { apiKey: serverKey }),
  })
  const waits: number[] = []
  const model = createTestModel(createOllamaWire, {
    provider: 'ollama',
    baseUrl: server.url,
    apiKey: null,
    model: 'llama3.2',
    timeoutMs: 2000,
    clock: systemClock,
    maxRetries: 3,
    random: () => 1,
    sleep: async (ms) => {
      waits.push(ms)
    },
    ...more,
  })
  const bodies = () => server.requests.filter(({ path }) => path === '/api/chat').map(({ body }) => body)
  return { model, server, waits, bodies }
}
