import { ClawError } from '../kernel/claw-error.ts'
import type { Config } from './config.ts'
import { PROVIDER_SPECS } from './providers.ts'
import { requireEmbedderKey } from './require-embedder-key.ts'

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
export function missingKey({ provider, providerReason, apiKey, fallback }: Config): MissingKey | undefined {
  return missingFor(provider, apiKey, `is ${providerReason}`, 'chosen') ?? missingFallback(fallback)
}

interface MissingKey {
  readonly message: string
  readonly fix: string
}

function missingFallback(fallback: Config['fallback']): MissingKey | undefined {
  return fallback === null
    ? undefined
    : missingFor(fallback.provider, fallback.apiKey, 'is the fallback (CLOSED_CLAW_LLM_FALLBACK)', 'fallback')
}

function missingFor(
  provider: Config['provider'],
  apiKey: string | null,
  said: string,
  role: 'chosen' | 'fallback',
): MissingKey | undefined {
  if (provider === 'rules' || apiKey !== null) return undefined
  const { keyName, addressName, addressAlone } = PROVIDER_SPECS[provider]
  if (keyName === null) return undefined
  const keep = `claw secret set ${keyName}`
  return {
    message: `The provider ${provider} ${said}, but there is no ${keyName}${addressAlone ? ` and no ${addressName}` : ''}.`,
    fix:
      role === 'fallback' ? keep : `claw setup --provider ${provider} (or: ${keep}); without a model: claw run --llm-provider rules "..."`,
  }
}
