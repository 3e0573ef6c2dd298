import type { Config } from '../config/config.ts'
import { PROVIDER_SPECS } from '../config/providers.ts'
import { requireEmbedderKey } from '../config/require-embedder-key.ts'
import { ClawError } from '../kernel/claw-error.ts'

/** Throws what would end a run at its first call: NO_MODEL, or CONFIG_INVALID for the embedder. Not part of loading: looking around needs no key. */
export function requireUsableProvider(config: Config): void {
  requireEmbedderKey(config.embedding)
  requireModelKey(config)
}

/** Throws NO_MODEL when the chosen provider or its fallback can't be called. */
export function requireModelKey(config: Config): void {
  const problem = missingKey(config)
  if (problem !== undefined) throw new ClawError('NO_MODEL', problem.message, { fix: problem.fix })
}

/** The provider that has no key and needs one, in words; undefined: there is none. */
export function missingKey(config: Config): { readonly message: string; readonly fix: string } | undefined {
  const main = { provider: config.provider, apiKey: config.apiKey, said: `is ${config.providerReason}` }
  const used = [main, ...(config.fallback === null ? [] : [{ ...config.fallback, said: 'is the fallback (CLOSED_CLAW_LLM_FALLBACK)' }])]
  for (const { provider, apiKey, said } of used) {
    const { keyName, addressName, addressAlone } = provider === 'rules' ? KEYLESS : PROVIDER_SPECS[provider]
    if (keyName === null || apiKey !== null) continue
    return {
      message: `The provider ${provider} ${said}, but there is no ${keyName}${addressAlone ? ` and no ${addressName}` : ''}.`,
      fix: `claw setup --provider ${provider} (or: claw secret set ${keyName}); without a model: claw run --llm-provider rules "..."`,
    }
  }
  return undefined
}

const KEYLESS = { keyName: null, addressName: null, addressAlone: true }
