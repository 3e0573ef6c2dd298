import { ClawError } from '../../kernel/claw-error.ts'
import type { SettingsData } from '../../view/menu/places/settings/settings-io.ts'
import { completePaths } from '../complete-paths.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'
import { configFilePath, settingRowsOf } from '../setting-rows-of.ts'

export const performSettings: Performer<'settings'> = async (effect, desk) => {
  switch (effect.do) {
    case 'load':
      return desk.tell({ type: 'settings', ...factsOf(desk), file: configFilePath(desk.config) })
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

function factsOf({ config }: Pick<Desk<unknown>, 'config'>) {
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
  desk.tell({ type: 'changed', name, ...factsOf({ config: desk.renew() }) })
}
