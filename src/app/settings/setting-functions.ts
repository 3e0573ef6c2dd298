import { join } from 'node:path'
import { configFileText, readConfigFile } from '../../config/config-file.ts'
import { parseSetting } from '../../config/setting-kinds.ts'
import { SETTINGS } from '../../config/settings.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { toJson } from '../../kernel/json.ts'
import { realPathOrItself, writePrivateFile } from '../../kernel/private-file.ts'
import { mapStoreErrors } from '../../store/store-error.ts'
import { withFileLock } from '../../store/with-file-lock.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'

export interface SettingFunctions {
  /** Saves settings for every workspace of the user, or takes them away (null); the others stay as they are. Throws USAGE, CONFIG_INVALID. */
  changeSettings(changes: SettingChanges): Promise<{ readonly path: string }>
}

export type SettingChanges = Readonly<Record<string, string | null>>

export function settingFunctions(services: Pick<Services, 'config' | 'store'>): SettingFunctions {
  return { changeSettings: async (changes) => changeSettings(services, changes) }
}

function changeSettings({ config, store }: Pick<Services, 'config' | 'store'>, changes: SettingChanges): { path: string } {
  for (const [name, value] of Object.entries(changes)) checkChange(name, value)
  const path = join(config.userConfigDir, 'config.json')
  withFileLock(`${path}.lock`, () => {
    const kept = Object.entries(readConfigFile(path) ?? {}).filter(([name]) => !Object.hasOwn(changes, name))
    const added = Object.entries(changes).filter(([, value]) => value !== null)
    // A link stays a link: people keep their configuration elsewhere.
    mapStoreErrors(path, () => writePrivateFile(realPathOrItself(path), configFileText(Object.fromEntries([...kept, ...added]))))
  })
  store.audit.append({ actor: localActor(), action: 'settings.changed', target: path, detail: toJson(changes) })
  return { path }
}

function checkChange(name: string, value: string | null): void {
  const setting = SETTINGS.find((one) => one.name === name)
  if (setting === undefined || setting.type.kind === 'secret')
    throw new ClawError('USAGE', `${name} is not a setting of config.json.`, { fix: 'claw doctor --settings' })
  if (value !== null && !parseSetting(setting.type, value).ok)
    throw new ClawError('USAGE', `${name} cannot have this value.`, { fix: 'claw doctor --settings' })
}
