import { chooseSandbox } from '../../src/app/choose-sandbox.ts'
import { coordinatorPorts } from '../../src/app/coordinator-ports.ts'
import { createRun } from '../../src/app/create-run.ts'
import { openServices } from '../../src/app/open-services.ts'
import type { RunCapsule } from '../../src/capsules/run-capsule.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { executeRun } from '../../src/coordinator/execute-run.ts'
import type { RunOptions } from '../../src/coordinator/ports.ts'
import { currentOwner } from '../../src/store/owner.ts'
import { clawPlace } from '../helpers/claw-place.ts'
import { timed } from './measure.ts'
import type { Row } from './row.ts'

const BUDGET_MS = 0.7
const BATCH = 25

/**
 * One read from intent to answer, as the desk of a real run gives it: journal, policy, audit, events, the file itself. Without the wire. The
 * least of batches, each of which is the mean of its reads.
 */
export async function benchDesk(batches: number): Promise<Row[]> {
  const place = clawPlace({ 'a.txt': 'hello\n' })
  const env = { ...place.env, CLOSED_CLAW_MAX_TOOL_CALLS_PER_AGENT: String(BATCH * batches + 1) }
  const config = loadConfig({ env, cwd: place.workspace, workspace: place.workspace })
  const services = await openServices(config)
  const { ports, close } = await coordinatorPorts(services, null, chooseSandbox(config))
  const run = createRun(services, { task: 'How many text files are here?', context: {}, plan_only: false })
  const times: number[] = []
  const runCapsule = readingCapsule(batches, times)
  const options = run.options as RunOptions
  await executeRun({
    run_id: run.run_id,
    owner: currentOwner(),
    ports: { ...ports, runCapsule },
    inDoubt: null,
    options,
    signal: new AbortController().signal,
  })
  await close()
  services.catalog.close()
  services.store.close()
  place.remove()
  return [{ what: 'one journaled, policy-checked, audited file_io read', value: Math.min(...times), unit: 'ms', budget: BUDGET_MS }]
}

/** Stands where the capsule process would: asks for reads and counts the time. */
function readingCapsule(batches: number, times: number[]): RunCapsule {
  return async ({ onIntent, signal }) => {
    const read = async (id: string): Promise<void> => {
      const args = { op: 'read', path: 'a.txt' }
      const answer = await onIntent(
        { type: 'tool_call_intent', id, tool: 'file_io', args, reason: '' },
        { pause: () => () => undefined, signal },
      )
      if (answer.type !== 'tool_call_result' || !answer.ok) throw new Error(`The read failed: ${JSON.stringify(answer)}`)
    }
    for (let batch = 0; batch < batches; batch += 1) {
      const batchTime = await timed(async () => {
        for (let i = 0; i < BATCH; i += 1) await read(`r${batch}.${i}`)
      })
      times.push(batchTime / BATCH)
    }
    return { type: 'agent_response', status: 'ok', result: 'read', artifacts: [], memory_updates: [], metrics: {} }
  }
}
