import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ApprovalKind, ApprovalRecord, Fence } from '../../src/store/records.ts'
import { APPROVAL_FACTS } from '../helpers/approval-facts.ts'
import { ownedRun, RUN, SECRET, type StoreFixture, storeFixture, testClock } from './store-fixture.ts'

const DAY = 24 * 3600_000
const clock = testClock()
let fixture: StoreFixture
let fence: Fence
let serial = 0
beforeEach(() => {
  fixture = storeFixture({ clock })
  fence = ownedRun(fixture.store)
})
afterEach(() => fixture.dispose())

const wanted = { kind: 'tool' as ApprovalKind, args_hash: 'h', subtask_id: 's1' }
function ask(changes: Partial<ApprovalRecord> = {}): ApprovalRecord {
  serial += 1
  return fixture.store.approvals.create(fence, {
    approval_id: `a${serial.toString(16).padStart(11, '0')}`,
    run_id: RUN,
    subtask_id: 's1',
    attempt: 1,
    agent_id: 'x',
    kind: 'tool',
    args_hash: 'h',
    args: { cmd: 'ls' },
    summary: 'run ls',
    why: 'rule 7',
    claim: 'needed',
    options: [],
    facts: APPROVAL_FACTS,
    expires_at: clock.now() + DAY,
    ...changes,
  })
}
const eventTypes = (): string[] => fixture.store.events.list(RUN).map((event) => event.type)

test('the first answer wins, in whichever process; event and audit come with it, once', () => {
  const { approvals, audit } = fixture.store
  const { approval_id } = ask()
  const other = fixture.open()
  expect(other.approvals.decide(approval_id, { status: 'approved', by: 'user:a', note: 'fine' })).toMatchObject({
    status: 'approved',
    scope: 'once',
    decided_by: 'user:a',
  })
  expect(approvals.decide(approval_id, { status: 'denied', by: 'user:b' })).toBeUndefined()
  expect(approvals.get(approval_id)?.decided_by).toBe('user:a')
  expect(eventTypes()).toEqual(['approval.decided'])
  expect(audit.list({ limit: 9 })).toMatchObject([
    { action: 'approval.decided', target: approval_id, decision: 'approved', args_hash: 'h', rule: 'rule 7', actor: 'user:a' },
  ])
})

test('once is used up by one take, by its subtask only; run holds for the run', () => {
  const { approvals } = fixture.store
  const once = ask()
  expect(approvals.take(fence, wanted)).toBeUndefined()
  approvals.decide(once.approval_id, { status: 'approved', by: 'u' })
  expect(approvals.take(fence, { ...wanted, args_hash: 'other' })).toBeUndefined()
  expect(approvals.take(fence, { ...wanted, subtask_id: 's2' })).toBeUndefined()
  expect(approvals.take(fence, { ...wanted, kind: 'api' })).toBeUndefined()
  expect(approvals.take(fence, wanted)).toMatchObject({ approval_id: once.approval_id, consumed: true })
  expect(approvals.take(fence, wanted)).toBeUndefined()
  approvals.decide(ask().approval_id, { status: 'approved', by: 'u', scope: 'run' })
  expect(approvals.take(fence, { ...wanted, subtask_id: 's2' })).toMatchObject({ scope: 'run', consumed: false })
  expect(approvals.take(fence, wanted)).toMatchObject({ scope: 'run' })
  const other = ownedRun(fixture.store, 'ffffffffffff')
  expect(approvals.take(other, wanted)).toBeUndefined()
  expect(() => approvals.take({ ...fence, epoch: 0 }, wanted)).toThrow(expect.objectContaining({ code: 'FENCED' }))
})

test('a pending one is found again by a resumed run, until it is answered', () => {
  const { approvals } = fixture.store
  const { approval_id } = ask()
  expect(approvals.pending(RUN, wanted)?.approval_id).toBe(approval_id)
  expect(approvals.pending(RUN, { ...wanted, subtask_id: null })).toBeUndefined()
  approvals.decide(approval_id, { status: 'denied', by: 'u' })
  expect(approvals.pending(RUN, wanted)).toBeUndefined()
  expect(approvals.take(fence, wanted)?.status).toBe('denied')
})

test('what nobody answers in time expires, and a late yes counts for nothing', () => {
  const { approvals } = fixture.store
  const late = ask()
  clock.advance(DAY)
  expect(approvals.decide(late.approval_id, { status: 'approved', by: 'u' })).toBeUndefined()
  expect(approvals.get(late.approval_id)?.status).toBe('expired')
  const swept = ask()
  clock.advance(DAY)
  expect(approvals.list({ status: 'pending', limit: 10 })).toEqual([])
  expect(approvals.get(swept.approval_id)).toMatchObject({ status: 'expired', decided_by: 'claw', scope: null })
  expect(eventTypes()).toEqual(['approval.decided', 'approval.decided'])
  expect(approvals.take(fence, wanted)?.status).toBe('expired')
})

test('questions are answered, not approved', () => {
  const { approvals, events } = fixture.store
  const question = ask({ kind: 'question', options: ['a', 'b'] })
  const usage = expect.objectContaining({ code: 'USAGE' })
  expect(() => approvals.decide(question.approval_id, { status: 'approved', by: 'u' })).toThrow(usage)
  expect(approvals.decide(question.approval_id, { status: 'answered', by: 'u', answer: 'b' })).toMatchObject({
    answer: 'b',
    options: ['a', 'b'],
  })
  expect(events.list(RUN)).toMatchObject([
    { type: 'question.answered', subtask_id: 's1', attempt: 1, actor: 'u', data: { answer: 'b', by: 'u' } },
  ])
  expect(() => approvals.decide(ask().approval_id, { status: 'answered', by: 'u', answer: 'x' })).toThrow(usage)
  expect(() => approvals.decide('a0000000dead', { status: 'denied', by: 'u' })).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('ids are found by prefix, lists are filtered, secrets are masked', () => {
  const { approvals } = fixture.store
  const { approval_id } = ask({ args: { header: SECRET }, summary: SECRET, why: SECRET, claim: SECRET })
  expect(approvals.byPrefix(approval_id.slice(0, 8))).toContain(approval_id)
  expect(approvals.list({ run_id: 'ffffffffffff', limit: 9 })).toEqual([])
  expect(JSON.stringify(approvals.list({ run_id: RUN, limit: 9 }))).not.toContain(SECRET)
})
