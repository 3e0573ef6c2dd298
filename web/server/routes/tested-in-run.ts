import type { App } from '../../../src/app/app-port.ts'
import type { RunEvent } from '../../../src/protocol/events.ts'
import { reduceRun } from '../../../src/view/reduce-run.ts'
import { runDocument } from '../../../src/view/run-document.ts'
import { emptyRunView } from '../../../src/view/run-view.ts'
import { type TestedAgent, testedAgent } from '../../../src/view/tested-agent.ts'

const CANDIDATES = 10

/** What a run has shown about the agent that it was given to; undefined for a run of others. */
export async function testedInRun(
  app: App,
  agent_id: string,
  run_id: string,
): Promise<{ readonly ended: boolean; readonly tested: TestedAgent } | undefined> {
  const [{ task }, events] = await Promise.all([app.getRun(run_id), app.events(run_id)])
  if (isOfOthers(events, agent_id)) return undefined
  const routing = await app.whyAgent(task, { required_tools: [], limit: CANDIDATES })
  const document = runDocument(events.reduce(reduceRun, emptyRunView(run_id)))
  const ended = events.at(-1)?.type === 'run.ended'
  return { ended, tested: testedAgent({ agent_id, task, routing, events, document }) }
}

function isOfOthers(events: readonly RunEvent[], agent_id: string): boolean {
  const workers = events.flatMap((event) => (event.type === 'subtask.started' ? [event.data.agent_id] : []))
  return workers.length > 0 && !workers.includes(agent_id)
}
