import type { ResolvedSettings } from './resolve-settings.ts'
import { SETTINGS } from './settings.ts'

/** Says which settings have no effect in this version. */
export function idleSettings(settings: ResolvedSettings): string[] {
  return SETTINGS.filter((setting) => setting.withoutEffect !== undefined && settings.isSet(setting.name)).map(
    (setting) => `${setting.name} has no effect: ${setting.withoutEffect}.`,
  )
}
