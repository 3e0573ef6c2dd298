import type { ModelEndpoint } from '../../app/models/model-tools-port.ts'
import type { Config } from '../../config/config.ts'
import { requireModelKey } from '../../config/require-usable-provider.ts'
import { ClawError } from '../../kernel/claw-error.ts'

/** The chosen model as something that can be asked. Throws NO_MODEL for the rules engine and for a provider without its key. */
export function endpointOf(config: Config): ModelEndpoint {
  const { provider, model, apiKey, baseUrl, llmTimeoutMs, ollamaNumCtx } = config
  if (provider === 'rules' || model === null)
    throw new ClawError('NO_MODEL', `The engine is rules: ${config.providerReason}.`, { fix: 'claw setup' })
  requireModelKey({ ...config, fallback: null })
  return { provider, model, apiKey, baseUrl, timeoutMs: llmTimeoutMs, contextTokens: provider === 'ollama' ? ollamaNumCtx : null }
}
