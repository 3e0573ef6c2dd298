import type { Clock } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import type { CapsuleClaim, CapsuleQueue } from './capsule-queue.ts'
import type { Connection } from './connection.ts'
import type { CapsuleJob } from './records.ts'
import { QUEUE_SQL } from './sql/queue-sql.ts'
import { prepareStatements, type Statement } from './statements.ts'
import type { UnitOfWork } from './unit-of-work.ts'

interface ClaimedRow extends CapsuleJob {
  readonly job_id: string
  readonly token: number
}

/** The embedded queue. A job that has ended may be enqueued again (a resume keeps the attempt); its token goes on growing. */
export function createSqliteCapsuleQueue(options: { connection: Connection; unit: UnitOfWork; clock: Clock }): CapsuleQueue {
  const { unit, clock } = options
  const sql = prepareStatements(options.connection, QUEUE_SQL)

  function changes(statement: Statement, values: unknown): number {
    return unit.run(undefined, () => statement.run(values).changes)
  }

  async function enqueue({ run_id, subtask_id, attempt, agent_id }: CapsuleJob): Promise<string> {
    return unit.run(undefined, () => {
      const key = { run_id, subtask_id, attempt }
      const job_id = newId()
      sql.enqueue.run({ ...key, agent_id, job_id })
      return sql.jobId.get<{ job_id: string }>(key)?.job_id ?? job_id
    })
  }

  async function claim(wanted: { worker: string; lease_ms: number; run_id?: string }): Promise<CapsuleClaim | undefined> {
    const values = { worker: wanted.worker, lease_until: clock.now() + wanted.lease_ms, run_id: wanted.run_id ?? null }
    const row = unit.run(undefined, () => sql.claim.get<ClaimedRow>(values))
    if (row === undefined) return undefined
    const { job_id, token, run_id, subtask_id, attempt, agent_id } = row
    return { job_id, token, job: { run_id, subtask_id, attempt, agent_id } }
  }

  const held = ({ job_id, token }: CapsuleClaim) => ({ job_id, token })

  return {
    enqueue,
    claim,
    renew: async (claim, lease_ms) => changes(sql.renew, { ...held(claim), lease_until: clock.now() + lease_ms }) === 1,
    complete: async (claim) => changes(sql.complete, held(claim)) === 1,
    fail: async (claim, reason) => changes(sql.fail, { ...held(claim), reason }) === 1,
    cancel: async ({ run_id, subtask_id }) => changes(sql.cancel, { run_id, subtask_id: subtask_id ?? null }),
    reap: async () => changes(sql.reap, clock.now()),
    depth: async () => sql.depth.get<{ waiting: number; running: number }>() ?? { waiting: 0, running: 0 },
  }
}
