import type { Performer } from '../performer.ts'

export const performMemory: Performer<'memory'> = async (_effect, desk) => {
  const app = await desk.app()
  desk.tell({ type: 'owners', owners: await app.memoryOwners() })
}
