import type { SetupDesk } from '../../app/setup/setup-desk.ts'
import type { SetupData } from '../../view/menu/places/setup/setup-io.ts'
import type { Performer } from '../performer.ts'
import { setupDeskOf } from '../setup-desk-of.ts'

export const performSetup: Performer<'setup'> = async (effect, desk) => {
  try {
    desk.tell(await answer(effect, setupDeskOf(desk)))
  } catch (error) {
    desk.tell({ type: 'failed' })
    throw error
  }
}

async function answer(effect: Parameters<typeof performSetup>[0], desk: SetupDesk): Promise<SetupData> {
  const { setupModels, setupPlaces, setupSave, setupTest } = await import('../../app/setup/set-up.ts')
  switch (effect.do) {
    case 'load':
      return setupPlaces(desk)
    case 'list':
      return setupModels(effect.wish, desk)
    case 'try':
      return setupTest(effect.wish, desk)
    case 'save':
      return setupSave(effect.wish, desk)
    default:
      return effect satisfies never
  }
}
