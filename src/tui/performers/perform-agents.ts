import type { Performer } from '../performer.ts'
import { performDeed } from './agent-deeds.ts'

const ALL = 1_000_000

export const performAgents: Performer<'agents'> = async (effect, desk) => {
  const look = async (): Promise<void> => {
    const app = await desk.app()
    try {
      desk.tell({ type: 'looked', agents: await app.listAgents({ limit: ALL }), trash: await app.listTrash() })
    } finally {
      desk.tell({ type: 'rested' })
    }
  }
  switch (effect.do) {
    case 'look':
      return look()
    case 'empty-trash': {
      const gone = await (await desk.appToWork()).emptyTrash()
      desk.say({ text: `The trash is empty; gone for good: ${gone.map(({ agent_id }) => agent_id).join(', ')}`, as: 'good' })
      return look()
    }
    case 'rewrite': {
      const changes = await (await desk.appToWork()).rewriteEntrypoints({ apply: effect.apply })
      if (!effect.apply) return desk.tell({ type: 'rewritable', changes })
      desk.say({ text: `Brought up to date: ${changes.map(({ agent_id }) => agent_id).join(', ')}`, as: 'good' })
      return look()
    }
    default:
      await performDeed(effect, desk)
      return look()
  }
}
