import type { Config } from '../../config/config.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { SettingsData } from '../../view/menu/places/settings/settings-io.ts'
import { completePaths } from '../complete-paths.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'

export const performSettings: Performer<'settings'> = async (effect, desk) => {
  switch (effect.do) {
    case 'load':
      return load(desk)
    case 'check':
      return desk.tell({ type: 'checked', name: effect.name, text: effect.text, problem: problemOf(desk, effect.name, effect.text) })
    case 'change':
      return change(effect.name, effect.text, desk)
    case 'paths':
      return desk.tell({ type: 'paths', query: effect.query, paths: await completePaths(effect.query, desk) })
    default:
      return effect satisfies never
  }
}

async function load({ config, tell }: Desk<SettingsData>): Promise<void> {
  const { configFilePath } = await import('../../app/settings/setting-rows-of.ts')
  tell({ type: 'settings', ...(await factsOf(config)), file: configFilePath(config) })
}

async function factsOf(config: Config) {
  const { settingRowsOf } = await import('../../app/settings/setting-rows-of.ts')
  return { rows: settingRowsOf(config), notes: config.notes }
}

/** As a start of claw would find it: the value alone, and beside the others. */
function problemOf({ configWith }: Desk<unknown>, name: string, text: string): string {
  if (text === '') return ''
  try {
    configWith({ [name]: text })
    return ''
  } catch (error) {
    if (error instanceof ClawError) return error.message
    throw error
  }
}

async function change(name: string, text: string | null, desk: Desk<SettingsData>): Promise<void> {
  const problem = text === null ? '' : problemOf(desk, name, text)
  if (problem !== '') return desk.tell({ type: 'checked', name, text: text ?? '', problem })
  await (await desk.app()).changeSettings({ [name]: text })
  desk.tell({ type: 'changed', name, ...(await factsOf(desk.renew())) })
}
