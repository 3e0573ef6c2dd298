import type { SetupDesk } from '../../app/setup/setup-desk.ts'
import { engineText } from '../../config/setup/engine-in-use.ts'
import type { ModelsData } from '../../view/menu/places/models/models-io.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'
import { setupDeskOf } from '../setup-desk-of.ts'

export const performModels: Performer<'models'> = async (effect, desk) => {
  switch (effect.do) {
    case 'load':
      return load(setupDeskOf(desk), desk)
    case 'use':
      return use(effect.model, desk)
    case 'try':
      return tryOut(effect.model, desk)
    default:
      return effect satisfies never
  }
}

async function load(models: SetupDesk, desk: Desk<ModelsData>): Promise<void> {
  const { lookAtModels } = await import('../../app/setup/look-at-models.ts')
  desk.tell(await lookAtModels(models))
}

async function use(model: string, desk: Desk<ModelsData>): Promise<void> {
  const { takeModel } = await import('../../app/setup/look-at-models.ts')
  const renewed = setupDeskOf(desk)
  const engine = await takeModel(model, renewed)
  desk.say({ text: engineText(engine).join('\n'), as: engine.overridden.length === 0 ? 'good' : 'warn' })
  await load(renewed, desk)
}

async function tryOut(model: string, desk: Desk<ModelsData>): Promise<void> {
  const { tryModel } = await import('../../app/setup/look-at-models.ts')
  try {
    desk.tell({ type: 'tried', model, trials: await tryModel(model, setupDeskOf(desk)) })
  } catch (error) {
    desk.tell({ type: 'failed' })
    throw error
  }
}
