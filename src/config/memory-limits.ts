import type { Config, MEMORY_MODES } from './config.ts'
import type { ResolvedSettings } from './resolve-settings.ts'

const DAY_MS = 86_400_000

/** The settings of memory in the units of the code. */
export function memoryLimits(settings: ResolvedSettings): Config['memory'] {
  const days = (kind: string): number => settings.number(`CLOSED_CLAW_MEMORY_${kind}_DAYS`) * DAY_MS
  const ttl = (kind: string): number | null => days(kind) || null
  return {
    mode: settings.text('CLOSED_CLAW_MEMORY') as (typeof MEMORY_MODES)[number],
    tokens: settings.number('CLOSED_CLAW_MEMORY_TOKENS'),
    maxItems: settings.number('CLOSED_CLAW_MEMORY_MAX_ITEMS'),
    maxBytes: Math.round(settings.number('CLOSED_CLAW_MEMORY_MAX_MB') * 1_000_000),
    keepSupersededMs: days('SUPERSEDED'),
    ttlMs: { fact: ttl('FACT'), procedure: ttl('PROCEDURE'), episode: ttl('EPISODE') },
  }
}
