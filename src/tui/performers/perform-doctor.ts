import type { Performer } from '../performer.ts'

export const performDoctor: Performer<'doctor'> = async (_effect, { module, configToLook, tell }) => {
  await (await module()).checkHealth(configToLook(), (check) => tell({ type: 'checked', check }))
  tell({ type: 'done' })
}
