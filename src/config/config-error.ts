import { ClawError } from '../kernel/claw-error.ts'
import { visibleLine } from '../kernel/visible-text.ts'
import { nearestName } from './nearest-name.ts'
import { describeKind } from './setting-kinds.ts'
import { SETTING_NAMES, type SettingSpec } from './settings.ts'

/** A value that the setting does not take. A secret's value is never in the message. */
export function invalidSetting(setting: SettingSpec, text: string, where: string): ClawError {
  const shown = setting.type.kind === 'secret' ? 'the value' : `'${visibleLine(text.slice(0, 100))}'`
  return new ClawError('CONFIG_INVALID', `${setting.name}: ${shown} is not allowed. Allowed: ${describeKind(setting.type)}.`, {
    fix: fixFor(setting.name, where),
    where,
  })
}

export function unknownSetting(name: string, where: string): ClawError {
  const nearest = nearestName(name, SETTING_NAMES)
  const hint = nearest === undefined ? 'docs/SETTINGS.md lists all names.' : `Did you mean ${nearest}?`
  const shown = visibleLine(name.slice(0, 100))
  return new ClawError('CONFIG_UNKNOWN', `There is no setting ${shown}. ${hint}`, { fix: fixFor(shown, where), where })
}

function fixFor(name: string, where: string): string {
  return where === 'environment' ? `unset ${name}` : `Change or remove ${name} in ${where}.`
}
