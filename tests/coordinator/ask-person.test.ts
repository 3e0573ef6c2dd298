import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AskInput, type AskVerdict, askPerson } from '../../src/coordinator/ask/ask-person.ts'
import type { PromptPort } from '../../src/coordinator/ports.ts'
import type { RunContext } from '../../src/coordinator/run-context.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { createRedactor } from '../../src/kernel/redact.ts'
import { APPROVAL_FACTS } from '../helpers/approval-facts.ts'
import { ownedRun, RUN, type StoreFixture, storeFixture } from '../store/store-fixture.ts'

let fixture: StoreFixture
let context: RunContext
let prompts = 0
let prompt: PromptPort | null

beforeEach(() => {
  fixture = storeFixture()
  prompts = 0
  const { store } = fixture
  const fence = ownedRun(store)
  const agents = { get: () => undefined }
  const asked: PromptPort = (request, signal) => {
    prompts += 1
    return prompt?.(request, signal) ?? new Promise(() => undefined)
  }
  context = {
    run: store.runs.get(RUN),
    fence,
    ports: {
      store,
      clock: systemClock,
      redactor: createRedactor([]),
      agents,
      approvals: { timeoutMs: 200, decide: store.approvals.decide },
      prompt: asked,
    },
    emit: (event: never) => store.events.append(fence, event),
    audit: (record: object) => store.audit.append({ run_id: RUN, ...record } as never),
    transaction: <T>(fn: () => T) => store.transaction(fence, fn),
  } as unknown as RunContext
})
afterEach(() => fixture.dispose())

const INPUT: AskInput = {
  kind: 'tool',
  mode: 'interactive',
  subtask_id: 's1',
  attempt: 1,
  agent_id: null,
  args: { tool: 'terminal' },
  args_hash: 'a'.repeat(64),
  summary: 'terminal',
  why: 'it asks',
  claim: '',
  facts: APPROVAL_FACTS,
  clock: { pause: () => () => undefined },
  signal: new AbortController().signal,
}
const ask = (more: Partial<AskInput> = {}): Promise<AskVerdict> => askPerson(context, { ...INPUT, ...more }, (verdict) => verdict)
const status = (): unknown => fixture.store.runs.get(RUN)?.status

test('once is for one use, run for the whole run', async () => {
  prompt = async () => ({ kind: 'approved', scope: 'once' })
  expect((await ask()).approved).toBe(true)
  expect((await ask()).approved).toBe(true)
  expect(prompts).toBe(2)
  prompt = async () => ({ kind: 'approved', scope: 'run' })
  await ask()
  await ask({ subtask_id: 's2' })
  expect(prompts).toBe(3)
  expect(status()).toBe('running')
})

test('an answer whose use fails is not lost', async () => {
  prompt = async () => ({ kind: 'denied', note: 'no' })
  const failing = askPerson(context, INPUT, () => {
    throw new Error('disk')
  })
  await expect(failing).rejects.toThrow('disk')
  expect(await ask()).toMatchObject({ approved: false, note: 'no' })
  expect(prompts).toBe(1)
})

test('the first answer wins, also one from elsewhere, while the run waits', async () => {
  prompt = (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('withdrawn'))))
  const asked = ask()
  await new Promise((done) => setTimeout(done, 50))
  expect(status()).toBe('waiting')
  const [row] = fixture.store.approvals.list({ status: 'pending', run_id: RUN, limit: 1 })
  fixture.store.approvals.decide(row?.approval_id ?? '', { status: 'approved', by: 'user:other', scope: 'once' })
  expect(await asked).toMatchObject({ approved: true, by: 'user:other' })
  expect(status()).toBe('running')
})

test('a paid call that nobody answers in time is denied', async () => {
  prompt = () => new Promise(() => undefined)
  expect(await ask({ kind: 'api' })).toMatchObject({ approved: false, note: 'nobody answered in time' })
})

test('web mode leaves the terminal alone; a setting decides at once', async () => {
  expect(await ask({ kind: 'api', mode: 'web' })).toMatchObject({ approved: false })
  expect(await ask({ mode: 'approve' })).toMatchObject({ approved: true, by: 'setting:approve' })
  expect(await ask({ mode: 'deny' })).toMatchObject({ approved: false, by: 'setting:deny' })
  expect(prompts).toBe(0)
})

test('a cancelled run does not wait on', async () => {
  prompt = () => new Promise(() => undefined)
  const stop = new AbortController()
  const asked = ask({ signal: stop.signal })
  setTimeout(() => stop.abort(new Error('stop')), 50)
  await expect(asked).rejects.toThrow()
})
