import { join } from 'node:path'
import type { Config, SettingOrigin } from '../../config/config.ts'
import { readConfigFile } from '../../config/config-file.ts'
import { describeKind } from '../../config/setting-kinds.ts'
import { SETTINGS, type SettingSpec } from '../../config/settings.ts'
import type { SettingRow } from '../../view/setting-rows.ts'

/** Every setting with its value, and where that comes from. */
export function settingRowsOf(config: Config): SettingRow[] {
  const saved = readConfigFile(configFilePath(config)) ?? {}
  const found = new Map(config.origins.map((row) => [row.name, row]))
  return SETTINGS.map((spec) => {
    const { value, origin } = found.get(spec.name) ?? { value: null, origin: 'default' as const }
    const where = whereOf(origin, config)
    return {
      name: spec.name,
      group: spec.group,
      description: spec.description,
      type: spec.type,
      takes: describeKind(spec.type),
      default: spec.default,
      value: value === null ? null : textOf(value),
      origin,
      where,
      saved: Object.hasOwn(saved, spec.name),
      wayOut: wayOut(spec.name, origin, where),
      notes: notesOf(spec, config),
    }
  })
}

export function configFilePath({ userConfigDir }: Pick<Config, 'userConfigDir'>): string {
  return join(userConfigDir, 'config.json')
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(',')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function whereOf(origin: SettingOrigin, config: Config): string {
  switch (origin) {
    case 'flag':
      return 'command line'
    case 'environment':
      return 'environment'
    case '.env':
      return join(config.workspace, '.env')
    case 'secrets.json':
      return join(config.userConfigDir, 'secrets.json')
    case 'config file':
      return configFilePath(config)
    case 'default':
      return ''
    default:
      return origin satisfies never
  }
}

function wayOut(name: string, origin: SettingOrigin, where: string): string {
  if (origin === 'environment') return `unset ${name}`
  if (origin === '.env') return `remove it from ${where}`
  return origin === 'flag' ? 'start claw without this option' : ''
}

function notesOf({ name, withoutEffect }: SettingSpec, { notes }: Config): string[] {
  const own = notes.filter((note) => note.startsWith(`${name} `))
  return own.length === 0 && withoutEffect !== undefined ? [`has no effect: ${withoutEffect}`] : own
}
