import type { PolicyData, PolicyEffect } from '../../view/menu/places/policy/policy-io.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'

export const performPolicy: Performer<'policy'> = async (effect, desk) => {
  try {
    await perform(effect, desk)
  } catch (error) {
    desk.tell({ type: 'refused' })
    throw error
  }
}

async function perform(effect: PolicyEffect, { app, appToWork, tell }: Desk<PolicyData>): Promise<void> {
  switch (effect.do) {
    case 'load':
      return tell({ type: 'policy', policy: await (await app()).showPolicy() })
    case 'judge':
      return tell({ type: 'judged', verdict: await (await app()).judgeTool({ tool: effect.tool, args: effect.args }) })
    case 'add': {
      // The file of a workspace needs a workspace to stand in.
      const opened = await (effect.place === 'workspace' ? appToWork() : app())
      const change = await opened.addRule(effect.rule, effect.place)
      return tell({ type: 'changed', what: 'added', change, policy: await opened.showPolicy() })
    }
    case 'remove': {
      const opened = await app()
      const change = await opened.removeRule(effect.id)
      return tell({ type: 'changed', what: 'removed', change, policy: await opened.showPolicy() })
    }
    default:
      return effect satisfies never
  }
}
