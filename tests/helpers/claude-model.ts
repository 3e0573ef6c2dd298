import { afterEach } from 'vitest'
import { systemClock } from '../../src/kernel/clock.ts'
import { createAnthropicWire } from '../../src/models/anthropic/anthropic-wire.ts'
import type { ChatModel } from '../../src/models/chat-model.ts'
import { anthropic } from './dialects/anthropic.ts'
import { createTestModel, type ProviderModelTestOptions } from './provider-model.ts'
import { type Script, type ScriptedModel, startScriptedModel } from './scripted-model.ts'

export const CLAUDE_KEY = 'sk-ant-test-0123456789abcdef'

export interface ClaudeScene {
  readonly model: ChatModel
  readonly server: ScriptedModel
  /** Milliseconds of each wait before a retry; none of them is waited for. */
  readonly waits: number[]
}

/** Claude against the scripted server, which is closed after each test. */
export function claudeScenes(): (script: Script, options?: Partial<ProviderModelTestOptions>) => Promise<ClaudeScene> {
  const servers: ScriptedModel[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close()
  })
  return async (script, options = {}) => {
    const server = await startScriptedModel(anthropic, script, { apiKey: CLAUDE_KEY })
    servers.push(server)
    const waits: number[] = []
    const sleep = async (ms: number): Promise<void> => void waits.push(ms)
    const usual = { model: 'claude-haiku-4-5', timeoutMs: 2000, clock: systemClock, maxRetries: 3, random: () => 1, sleep }
    const model = createTestModel(createAnthropicWire, {
      provider: 'claude',
      apiKey: CLAUDE_KEY,
      baseUrl: server.url,
      ...usual,
      ...options,
    })
    return { model, server, waits }
  }
}
