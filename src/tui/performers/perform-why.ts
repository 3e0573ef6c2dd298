import type { Performer } from '../performer.ts'

const LIMIT = 20

export const performWhy: Performer<'why'> = async (effect, { app: open, tell }) => {
  try {
    const app = await open()
    if (effect.do === 'look') return tell({ type: 'tools', tools: app.draftChoices().tools })
    const options = { required_tools: effect.tools, limit: LIMIT }
    if (effect.about === 'agent') tell({ type: 'agent', why: await app.whyAgent(effect.task, options) })
    else tell({ type: 'skill', why: await app.whySkill(effect.task, options) })
  } catch (error) {
    tell({ type: 'failed' })
    throw error
  }
}
