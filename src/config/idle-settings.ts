import type { ResolvedSettings } from './resolve-settings.ts'
import { SETTINGS } from './settings.ts'

/** Said by the choice of the provider, with the engine in use. */
const SAID_ELSEWHERE = ['GEMINI_API_KEY', 'ANTHROPIC_API_KEY']

/** Says which settings have no effect in this version. */
export function idleSettings(settings: ResolvedSettings): string[] {
  return SETTINGS.filter((setting) => setting.withoutEffect !== undefined && settings.isSet(setting.name))
    .filter((setting) => !SAID_ELSEWHERE.includes(setting.name))
    .map((setting) => `${setting.name} has no effect: ${setting.withoutEffect}.`)
}
