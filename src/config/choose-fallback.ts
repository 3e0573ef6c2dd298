import { ClawError } from '../kernel/claw-error.ts'
import { visibleLine } from '../kernel/visible-text.ts'
import type { Config } from './config.ts'
import { providerAccess } from './provider-access.ts'
import { MODEL_PROVIDERS, type ModelProvider, PROVIDER_SPECS } from './providers.ts'
import type { ResolvedSettings } from './resolve-settings.ts'

const FALLBACK = 'CLOSED_CLAW_LLM_FALLBACK'

/** The model that is asked when the chosen one cannot be reached: `provider` or `provider:model`. Throws CONFIG_INVALID. */
export function chooseFallback(settings: ResolvedSettings, chosen: Pick<Config, 'provider'>): Config['fallback'] {
  const text = settings.text(FALLBACK)
  if (text === undefined || chosen.provider === 'rules') return null
  const [name = '', ...rest] = text.split(':')
  const provider = MODEL_PROVIDERS.find((one) => one === name)
  if (provider === undefined) throw unknownProvider(text, settings)
  return { provider, model: rest.join(':').trim() || PROVIDER_SPECS[provider].defaultModel, ...access(provider, settings, chosen) }
}

function access(provider: ModelProvider, settings: ResolvedSettings, chosen: Pick<Config, 'provider'>) {
  return providerAccess(provider, settings, provider === chosen.provider ? 'generic key too' : 'own key')
}

function unknownProvider(text: string, settings: ResolvedSettings): ClawError {
  const where = settings.of(FALLBACK).source?.where ?? 'default'
  const shown = visibleLine(text.slice(0, 100))
  return new ClawError(
    'CONFIG_INVALID',
    `${FALLBACK}: '${shown}' names no provider. Allowed: PROVIDER:MODEL with ${MODEL_PROVIDERS.join(', ')}.`,
    {
      fix: where === 'environment' ? `unset ${FALLBACK}` : `Change or remove ${FALLBACK} in ${where}.`,
      where,
    },
  )
}
