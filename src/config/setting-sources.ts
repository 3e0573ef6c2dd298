import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { ClawError } from '../kernel/claw-error.ts'
import type { SettingOrigin } from './config.ts'
import { unknownSetting } from './config-error.ts'
import { readConfigFile } from './config-file.ts'
import { readSmallFile } from './read-small-file.ts'
import { readSecretFile, secretFilePath } from './secrets/secret-file.ts'
import { settingText } from './setting-kinds.ts'
import { SETTING_NAMES, SETTINGS } from './settings.ts'

/** One place that settings come from: name -> text as typed. */
export interface SettingSource {
  readonly origin: SettingOrigin
  /** Shown in errors: `environment`, or the path of the file. */
  readonly where: string
  readonly values: Readonly<Record<string, string>>
}

/** Known names of the environment. An unknown CLOSED_CLAW_* name throws CONFIG_UNKNOWN; an empty value counts as unset. */
export function environmentSource(env: Readonly<Record<string, string | undefined>>): SettingSource {
  return { origin: 'environment', where: 'environment', values: knownValues(env, 'environment') }
}

/** The `.env` of the workspace; undefined when there is none. */
export function dotEnvSource(workspace: string): SettingSource | undefined {
  const path = join(workspace, '.env')
  const content = readSmallFile(path)
  return content === undefined ? undefined : { origin: '.env', where: path, values: knownValues(parseEnv(content), path) }
}

/** `config.json` of the user. Keys are refused there: they belong into secrets.json. */
export function configFileSource(userConfigDir: string): SettingSource | undefined {
  const path = join(userConfigDir, 'config.json')
  const values = readJsonSettings(path)
  if (values === undefined) return undefined
  for (const setting of SETTINGS) {
    if (setting.type.kind !== 'secret' || values[setting.name] === undefined) continue
    throw new ClawError('CONFIG_INVALID', `${setting.name} is a secret and does not belong into ${path}.`, {
      fix: `Remove it there, then: claw secret set ${setting.name}`,
      where: path,
    })
  }
  return { origin: 'config file', where: path, values }
}

/** `secrets.json` of the user: its members that are settings. The others are for tools. */
export function secretsSource(userConfigDir: string): SettingSource | undefined {
  const path = secretFilePath(userConfigDir)
  const secrets = readSecretFile(path)
  if (secrets.length === 0) return undefined
  const misplaced = SETTINGS.find(({ name, type }) => type.kind !== 'secret' && secrets.some((secret) => secret.name === name))
  if (misplaced !== undefined) {
    throw new ClawError('CONFIG_INVALID', `${misplaced.name} is a setting and does not belong into ${path}.`, {
      fix: `Move it to ${join(userConfigDir, 'config.json')}.`,
      where: path,
    })
  }
  return { origin: 'secrets.json', where: path, values: Object.fromEntries(secrets.map(({ name, value }) => [name, value])) }
}

function readJsonSettings(path: string): Record<string, string> | undefined {
  const file = readConfigFile(path)
  if (file === undefined) return undefined
  const texts = Object.entries(file).map(([name, value]) => [name, requireText(name, settingText(value), path)] as const)
  const values = Object.fromEntries(texts)
  const stranger = Object.keys(values).find((name) => !SETTING_NAMES.includes(name))
  if (stranger !== undefined) throw unknownSetting(stranger, path)
  return values
}

function requireText(name: string, text: string | undefined, path: string): string {
  if (text !== undefined) return text
  throw new ClawError('CONFIG_INVALID', `${name} in ${path} must be a text, a number, true, false or a list of texts.`, { where: path })
}

function knownValues(record: Readonly<Record<string, string | undefined>>, where: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(record)) {
    if (name.startsWith('CLOSED_CLAW_') && !SETTING_NAMES.includes(name)) throw unknownSetting(name, where)
    if (SETTING_NAMES.includes(name) && value !== undefined && value.trim() !== '') values[name] = value
  }
  return values
}
