import type { Config } from '../config/config.ts'
import { ClawError } from '../kernel/claw-error.ts'

/** Throws NO_MODEL when the chosen provider can't be called. Not part of loading: looking around needs no key. */
export function requireUsableProvider(config: Config): void {
  if (config.provider !== 'openai' || config.apiKey !== null) return
  throw new ClawError('NO_MODEL', `The provider openai is ${config.providerReason}, but there is no key and no OPENAI_BASE_URL.`, {
    fix: 'claw secret set OPENAI_API_KEY (or OPENAI_BASE_URL for a local server), or: claw run --llm-provider rules "..."',
  })
}
