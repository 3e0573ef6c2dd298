import type { Json } from '../kernel/json.ts'
import type { Config, SettingOrigin } from './config.ts'
import { invalidSetting } from './config-error.ts'
import { isInside } from './resolve-path.ts'
import { parseSetting, type SettingValue } from './setting-kinds.ts'
import type { SettingSource } from './setting-sources.ts'
import { SETTINGS, type SettingSpec } from './settings.ts'

export interface ResolvedSetting {
  readonly value: SettingValue | undefined
  readonly origin: SettingOrigin
  /** The source that it came from; undefined for a default. */
  readonly source: SettingSource | undefined
  /** The other sources that set it, and why they do not count. */
  readonly passedOver: readonly { readonly source: SettingSource; readonly reason: string }[]
}

export interface ResolvedSettings {
  /** `undefined` when unset and without a default. */
  text(name: string): string | undefined
  number(name: string): number
  boolean(name: string): boolean
  list(name: string): readonly string[]
  /** Set by anything but the default. */
  isSet(name: string): boolean
  of(name: string): ResolvedSetting
  readonly origins: Config['origins']
  readonly notes: readonly string[]
  readonly secrets: readonly string[]
}

export interface ResolveInput {
  /** Strongest first. */
  readonly sources: readonly SettingSource[]
  readonly workspace: string
  readonly home: string
  /** Where a user sets what a workspace may not. */
  readonly userConfigFile: string
}

/** The strongest value of every setting, parsed; what a workspace's `.env` may not set is left out and noted. Throws CONFIG_INVALID. */
export function resolveSettings(input: ResolveInput): ResolvedSettings {
  const notes: string[] = []
  const table = new Map(SETTINGS.map((setting) => [setting.name, resolveOne(setting, input, notes)]))
  const of = (name: string): ResolvedSetting => {
    const found = table.get(name)
    if (found === undefined) throw new TypeError(`no setting '${name}'`)
    return found
  }
  return {
    of,
    text: (name) => asText(of(name).value),
    number: (name) => Number(of(name).value),
    boolean: (name) => of(name).value === true,
    list: (name) => asList(of(name).value),
    isSet: (name) => of(name).source !== undefined,
    origins: SETTINGS.map((setting) => ({ name: setting.name, value: shown(setting, of(setting.name)), origin: of(setting.name).origin })),
    notes,
    secrets: allSecrets(input.sources),
  }
}

function resolveOne(setting: SettingSpec, input: ResolveInput, notes: string[]): ResolvedSetting {
  const passedOver: { source: SettingSource; reason: string }[] = []
  let used: SettingSource | undefined
  for (const source of input.sources.filter(({ values }) => values[setting.name] !== undefined)) {
    const refusal = source.origin === '.env' ? refuseFromWorkspace(setting, source.values[setting.name] ?? '', input) : undefined
    if (refusal !== undefined) {
      const hint = `It may be set in the environment or in ${input.userConfigFile}.`
      if (used === undefined) notes.push(`${setting.name} in ${source.where} is ignored: ${refusal}. ${hint}`)
      passedOver.push({ source, reason: refusal })
    } else if (used !== undefined) passedOver.push({ source, reason: `${used.where} comes first` })
    else used = source
  }
  const text = used === undefined ? setting.default : (used.values[setting.name] ?? '')
  const value = used === undefined && text === '' ? undefined : parsed(setting, text, used?.where ?? 'default')
  return { value, origin: used?.origin ?? 'default', source: used, passedOver }
}

// RELIABILITY 26: a cloned repository must neither loosen a guard nor send the user's key elsewhere.
function refuseFromWorkspace(setting: SettingSpec, text: string, input: ResolveInput): string | undefined {
  switch (setting.workspaceEnv) {
    case 'yes':
      return undefined
    case 'no':
      return 'a workspace may not set it'
    case 'inside':
      return isInside(text, input) ? undefined : 'there it may only name a path inside of the workspace'
    case 'with-key':
      return keyComesFromWorkspace(setting.name, input) ? undefined : 'there it counts only with a key from the same file'
    default:
      return setting.workspaceEnv satisfies never
  }
}

/** True when the key that would be sent to this address stands in the workspace's `.env` itself. */
function keyComesFromWorkspace(baseUrlName: string, input: ResolveInput): boolean {
  const keyNames = [baseUrlName.replace('_BASE_URL', '_API_KEY'), 'CLOSED_CLAW_LLM_API_KEY']
  for (const name of keyNames) {
    const holder = input.sources.find((source) => source.values[name] !== undefined)
    if (holder !== undefined) return holder.origin === '.env'
  }
  return false
}

function parsed(setting: SettingSpec, text: string, where: string): SettingValue {
  const result = parseSetting(setting.type, text)
  if (result.ok) return result.value
  throw invalidSetting(setting, text, where)
}

function shown(setting: SettingSpec, resolved: ResolvedSetting): Json {
  if (resolved.value === undefined) return null
  if (setting.type.kind === 'secret') return '(set, hidden)'
  return typeof resolved.value === 'object' ? [...resolved.value] : resolved.value
}

/** The keys of every source, and whatever else stands in secrets.json. */
function allSecrets(sources: readonly SettingSource[]): string[] {
  const names = SETTINGS.filter((setting) => setting.type.kind === 'secret').map((setting) => setting.name)
  const values = sources.flatMap(({ origin, values }) =>
    origin === 'secrets.json' ? Object.values(values) : names.map((name) => values[name] ?? ''),
  )
  return [...new Set(values.map((value) => value.trim()))].filter((value) => value !== '')
}

function asText(value: SettingValue | undefined): string | undefined {
  return value === undefined ? undefined : String(value)
}

function asList(value: SettingValue | undefined): readonly string[] {
  return typeof value === 'object' ? value : []
}
