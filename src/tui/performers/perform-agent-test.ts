import { requireUsableProvider } from '../../config/require-usable-provider.ts'
import type { AgentTestData, AgentTestEffect } from '../../view/menu/places/agent-test/agent-test-io.ts'
import { reduceRun } from '../../view/reduce-run.ts'
import { runDocument } from '../../view/run-document.ts'
import { emptyRunView } from '../../view/run-view.ts'
import { testedAgent } from '../../view/tested-agent.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'

export const performAgentTest: Performer<'agent-test'> = async (effect, desk) => {
  try {
    await perform(effect, desk)
  } catch (error) {
    desk.tell({ type: 'failed' })
    throw error
  }
}

const perform: Performer<'agent-test'> = async (effect, desk) => {
  switch (effect.do) {
    case 'try':
      return tryTask(effect, desk)
    case 'handshake':
      return desk.tell({ type: 'shaken', row: await (await desk.appToWork()).handshakeAgent(effect.agent_id, desk.signal) })
    case 'stop':
      await (await desk.appToWork()).cancelRun(effect.run_id)
      return
    default:
      return effect satisfies never
  }
}

/** In a process of its own: the run goes on when the screen is left. */
async function tryTask({ agent_id, task }: Extract<AgentTestEffect, { do: 'try' }>, desk: Desk<AgentTestData>): Promise<void> {
  requireUsableProvider(desk.config)
  const app = await desk.appToWork()
  const routing = await app.whyAgent(task, { required_tools: [], limit: 10 })
  const { run_id } = await app.startDetached({ task, agent_id, context: {}, plan_only: false })
  desk.tell({ type: 'started', run_id })
  const watched = await app.watchRun(run_id, desk.signal)
  let view = emptyRunView(run_id)
  const unsubscribe = watched.subscribe((event) => {
    view = reduceRun(view, event)
    desk.tell({ type: 'event', event })
  })
  try {
    const end = await watched.done
    const document = runDocument({ ...view, status: end.status, exit_code: view.exit_code ?? end.exit_code })
    desk.tell({ type: 'tested', tested: testedAgent({ agent_id, task, routing, events: await app.events(run_id), document }) })
  } finally {
    unsubscribe()
  }
}
