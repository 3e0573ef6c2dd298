import type { App } from '../../../src/app/app-port.ts'
import type { Seeded } from './seeded-place.ts'

/** Of a seeded workspace: what stands for each parameter in the addresses of places. */
export async function placeValues(app: App, runs: Seeded['runs']): Promise<Readonly<Record<string, readonly string[]>>> {
  const [record] = await app.listAudit({ limit: 1, action: 'tool.call' })
  const approvals = await app.listApprovals({ limit: 100, status: 'pending' })
  const firstOfKind = approvals.filter((one, index) => approvals.findIndex(({ kind }) => kind === one.kind) === index)
  const memories = await app.listMemory('station-keeper', { all: true, limit: 1 })
  return {
    run_id: [runs.report, runs.partial, runs.waiting],
    agent_id: ['station-keeper', 'tide-teller'],
    skill_id: ['weather_tables'],
    approval_id: firstOfKind.map(({ approval_id }) => approval_id),
    memory_id: memories.map(({ memory_id }) => memory_id),
    n: [String(record?.n ?? 1)],
    tool: ['file_io'],
    name: ['file_io'],
  }
}
