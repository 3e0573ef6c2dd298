import type { Performer } from '../performer.ts'

const MAX_AGENTS = 10_000

export const performMemory: Performer<'memory'> = async (_effect, desk) => {
  const app = await desk.app()
  const agents = await app.listAgents({ limit: MAX_AGENTS })
  const owners = await Promise.all(
    agents.map(async ({ agent_id }) => {
      const { memory, memory_problem } = await app.getAgent(agent_id, { include_embedding: false })
      return { agent_id, memory, memory_problem }
    }),
  )
  desk.tell({ type: 'owners', owners })
}
