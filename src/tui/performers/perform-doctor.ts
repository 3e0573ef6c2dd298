import type { Performer } from '../performer.ts'

export const performDoctor: Performer<'doctor'> = async (_effect, { module, config, tell }) => {
  await (await module()).checkHealth(config, (check) => tell({ type: 'checked', check }))
  tell({ type: 'done' })
}
