import type { ParsedInput } from './parse-args.ts'
import { SETTING_OPTIONS } from './specs/shared-options.ts'

/** The settings that were given as flags, as words for another command that takes them. */
export function settingFlags(input: ParsedInput, more: Readonly<Record<string, string>> = {}): string[] {
  const settings = { ...input.settings, ...more }
  return SETTING_OPTIONS.flatMap(({ name, setting }) => {
    const value = setting === undefined ? undefined : settings[setting]
    return value === undefined ? [] : [`--${name}=${value}`]
  })
}
