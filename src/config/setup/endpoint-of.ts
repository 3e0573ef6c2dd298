import { ClawError } from '../../kernel/claw-error.ts'
import type { Config } from '../config.ts'
import { requireModelKey } from '../require-usable-provider.ts'

/** The chosen model as something that can be asked. Throws NO_MODEL for the rules engine and for a provider without its key. */
export function endpointOf(config: Config) {
  const { provider, model, apiKey, baseUrl, llmTimeoutMs, ollamaNumCtx } = config
  if (provider === 'rules' || model === null)
    throw new ClawError('NO_MODEL', `The engine is rules: ${config.providerReason}.`, { fix: 'claw setup' })
  requireModelKey({ ...config, fallback: null })
  return { provider, model, apiKey, baseUrl, timeoutMs: llmTimeoutMs, contextTokens: provider === 'ollama' ? ollamaNumCtx : null }
}
