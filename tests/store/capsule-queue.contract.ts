import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CapsuleClaim, CapsuleQueue } from '../../src/store/capsule-queue.ts'
import type { CapsuleJob } from '../../src/store/records.ts'

export interface QueueUnderTest {
  readonly queue: CapsuleQueue
  /** Lets the queue's clock go on. */
  advance(ms: number): void | Promise<void>
  dispose(): void | Promise<void>
}

/** What every CapsuleQueue keeps to, whatever holds it. */
export function capsuleQueueContract(name: string, open: () => QueueUnderTest | Promise<QueueUnderTest>): void {
  describe(`CapsuleQueue: ${name}`, () => {
    let subject: QueueUnderTest
    let queue: CapsuleQueue
    beforeEach(async () => {
      subject = await open()
      queue = subject.queue
    })
    afterEach(() => subject.dispose())

    const job = (subtask_id: string, changes: Partial<CapsuleJob> = {}): CapsuleJob => ({
      run_id: 'r1',
      subtask_id,
      attempt: 1,
      agent_id: 'a',
      ...changes,
    })
    async function claim(run_id?: string): Promise<CapsuleClaim> {
      const claimed = await queue.claim({ worker: 'w', lease_ms: 1000, ...(run_id === undefined ? {} : { run_id }) })
      if (claimed === undefined) throw new Error('nothing to claim')
      return claimed
    }
    const nothing = async (): Promise<boolean> => (await queue.claim({ worker: 'w', lease_ms: 1000 })) === undefined

    test('jobs are claimed in their order, each once', async () => {
      await queue.enqueue(job('s1'))
      await queue.enqueue(job('s2'))
      expect([(await claim()).job, (await claim()).job]).toEqual([job('s1'), job('s2')])
      expect(await nothing()).toBe(true)
      expect(await queue.depth()).toEqual({ waiting: 0, running: 2 })
    })

    test('the same run, subtask and attempt is one job; another attempt is another', async () => {
      const first = await queue.enqueue(job('s1'))
      expect(await queue.enqueue(job('s1'))).toBe(first)
      expect(await queue.enqueue(job('s1', { attempt: 2 }))).not.toBe(first)
      expect(await queue.depth()).toEqual({ waiting: 2, running: 0 })
      await claim()
      expect(await queue.enqueue(job('s1'))).toBe(first)
      expect(await queue.depth()).toEqual({ waiting: 1, running: 1 })
    })

    test('many claimants at once get each job exactly once', async () => {
      for (let i = 0; i < 20; i += 1) await queue.enqueue(job(`s${i}`))
      const claims = await Promise.all(Array.from({ length: 30 }, () => queue.claim({ worker: 'w', lease_ms: 1000 })))
      const ids = claims.filter((claimed) => claimed !== undefined).map((claimed) => claimed.job_id)
      expect([ids.length, new Set(ids).size]).toEqual([20, 20])
    })

    test('a claim may be of one run', async () => {
      await queue.enqueue(job('s1', { run_id: 'r1' }))
      await queue.enqueue(job('s2', { run_id: 'r2' }))
      expect((await claim('r2')).job.run_id).toBe('r2')
      expect(await queue.claim({ worker: 'w', lease_ms: 1000, run_id: 'r2' })).toBeUndefined()
    })

    test('completed and failed jobs are over; their claim is used up', async () => {
      await queue.enqueue(job('s1'))
      await queue.enqueue(job('s2'))
      const [one, two] = [await claim(), await claim()]
      expect([await queue.complete(one), await queue.complete(one), await queue.renew(one, 1000)]).toEqual([true, false, false])
      expect([await queue.fail(two, 'why'), await queue.complete(two)]).toEqual([true, false])
      expect(await nothing()).toBe(true)
      expect(await queue.depth()).toEqual({ waiting: 0, running: 0 })
    })

    test('a lease that ran out gives the job to the next, and what the earlier claimant says is refused', async () => {
      const id = await queue.enqueue(job('s1'))
      const lost = await claim()
      expect(await queue.reap()).toBe(0)
      await subject.advance(1001)
      expect([await queue.reap(), await queue.reap()]).toEqual([1, 0])
      const held = await claim()
      expect(held.job_id).toBe(id)
      expect(held.token).toBeGreaterThan(lost.token)
      expect([await queue.renew(lost, 1000), await queue.complete(lost), await queue.fail(lost, 'x')]).toEqual([false, false, false])
      expect(await queue.complete(held)).toBe(true)
    })

    test('a renewed lease does not run out', async () => {
      await queue.enqueue(job('s1'))
      const held = await claim()
      await subject.advance(900)
      expect(await queue.renew(held, 1000)).toBe(true)
      await subject.advance(900)
      expect(await queue.reap()).toBe(0)
      expect(await queue.complete(held)).toBe(true)
    })

    test('cancel takes waiting and running jobs away, of a run or of one subtask', async () => {
      for (const id of ['s1', 's2', 's3']) await queue.enqueue(job(id))
      await queue.enqueue(job('s1', { run_id: 'r2' }))
      const held = await claim()
      expect(await queue.cancel({ run_id: 'r1', subtask_id: 's1' })).toBe(1)
      expect([await queue.complete(held), await queue.renew(held, 1000)]).toEqual([false, false])
      expect([await queue.cancel({ run_id: 'r1' }), await queue.cancel({ run_id: 'r1' })]).toEqual([2, 0])
      expect((await claim()).job.run_id).toBe('r2')
    })

    test('a job that is over may be enqueued again, as the same job with a higher token', async () => {
      const id = await queue.enqueue(job('s1'))
      const first = await claim()
      await queue.cancel({ run_id: 'r1' })
      expect(await queue.enqueue(job('s1', { agent_id: 'b' }))).toBe(id)
      const second = await claim()
      expect(second.token).toBeGreaterThan(first.token)
      expect(second.job.agent_id).toBe('b')
      expect([await queue.complete(first), await queue.complete(second)]).toEqual([false, true])
    })
  })
}
