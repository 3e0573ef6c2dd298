import { afterEach, describe, expect, test } from 'vitest'
import type { ScriptedReply } from '../helpers/scripted-openai.ts'
import { KEY, read, type Scene, scene } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const RUN = ['run', 'Do it', '--agent', 'writer']
const act = { when: { turn: 0 }, reply: { tool_calls: [read('a.txt')] } }
const later = (replies: ScriptedReply[]) => ({ when: { turn: 1 }, reply: replies })
const times = (n: number, reply: ScriptedReply): ScriptedReply[] => Array.from({ length: n }, () => reply)

const NOT_RETRIED = ['MODEL_KEY_REJECTED', 'MODEL_BAD_RESPONSE']

describe('a provider that fails ends the run with the right code, and a resume goes on from the journal', () => {
  const cases: [string, ScriptedReply, number, string, Record<string, string>?][] = [
    ['401', { error: { status: 401, code: 'invalid_api_key', message: `Incorrect API key provided: ${KEY}` } }, 4, 'MODEL_KEY_REJECTED'],
    ['429 for ever', { error: { status: 429, headers: { 'retry-after': '0' } } }, 4, 'MODEL_RATE_LIMITED'],
    ['500 for ever', { error: { status: 500 } }, 4, 'MODEL_UNAVAILABLE'],
    ['garbage', { fault: 'garbage' }, 4, 'MODEL_BAD_RESPONSE'],
    ['half a stream', { fault: 'cut_stream' }, 4, 'MODEL_UNAVAILABLE'],
    ['silence', { fault: 'hang' }, 4, 'MODEL_TIMEOUT', { CLOSED_CLAW_LLM_TIMEOUT_SEC: '1' }],
  ]
  test.concurrent.each(cases)('%s', { timeout: 90_000 }, async (_, failure, code, error, env = {}) => {
    const place = await scene([act, later([...times(NOT_RETRIED.includes(error) ? 1 : 4, failure), 'fine again'])], {
      files: { 'a.txt': 'a' },
      env: { ...env, CLOSED_CLAW_CIRCUIT_BREAKER_FAILURES: '100' },
    })
    try {
      const failed = await place.claw(RUN)
      expect(failed.document.error?.message, failed.stdout).not.toContain(KEY)
      expect(failed).toMatchObject({ code, document: { ok: false, status: 'failed' } })
      expect([error, 'MODEL_BAD_RESPONSE']).toContain(failed.document.error?.code)
      expect(failed.document.error?.fix).not.toBe('')
      const asked = place.server.requests.length
      let resumed = await place.claw(['resume', failed.document.run_id ?? ''])
      // A failure that was not retried has used fewer of the scripted replies.
      for (let i = 0; i < 4 && resumed.code === 4; i += 1) resumed = await place.claw(['resume', failed.document.run_id ?? ''])
      expect(resumed.document).toMatchObject({ ok: true, result: 'fine again', exit_code: 0 })
      // The first call was journaled and is never asked again.
      expect(
        place.server
          .chats()
          .slice(asked)
          .every((chat) => chat.messages.some((message) => message.role === 'tool')),
      ).toBe(true)
      expect(resumed.of('tool.finished')).toHaveLength(1)
    } finally {
      await place.close()
    }
  })

  test('429 with retry-after, then an answer: a retry that is told, and no failure', { timeout: 30_000 }, async () => {
    open = await scene([{ reply: [{ error: { status: 429, headers: { 'retry-after': '1' } } }, 'at last'] }])
    const ran = await open.claw(RUN)
    expect(ran).toMatchObject({ code: 0, document: { result: 'at last' } })
    expect(ran.of('model.retried')[0]?.data.wait_ms).toBeGreaterThanOrEqual(1000)
  })

  test('a refusal is an answer of the model: the run fails with it', { timeout: 30_000 }, async () => {
    open = await scene([{ reply: { refusal: 'I will not do that.' } }])
    const ran = await open.claw(RUN)
    expect(ran).toMatchObject({ code: 1, document: { status: 'failed', error: { code: 'MODEL_REFUSED' } } })
  })

  test('a provider that fails at the plan or in the synthesis', { timeout: 60_000 }, async () => {
    const step = (id: string) => ({
      id,
      title: id,
      task: `Read the file ${id}.txt of this folder`,
      depends_on: [],
      required_tools: [],
      acceptance_criteria: [],
    })
    const fail = { error: { status: 401 } }
    open = await scene([
      { when: { schema: 'plan' }, reply: [fail, { json: { reason: 'r', execution: [step('s1'), step('s2')] } }] },
      { when: { schema: 'synthesis' }, reply: [fail, { json: { answer: 'both', verdicts: [] } }] },
      { reply: 'one' },
    ])
    const first = await open.claw(['run', 'Read s1.txt, then read s2.txt'])
    expect(first).toMatchObject({ code: 4, document: { error: { code: 'MODEL_KEY_REJECTED' } } })
    const second = await open.claw(['resume', first.document.run_id ?? ''])
    expect(second).toMatchObject({ code: 4, document: { error: { code: 'MODEL_KEY_REJECTED' } } })
    const third = await open.claw(['resume', first.document.run_id ?? ''])
    expect(third).toMatchObject({ code: 0, document: { result: 'both' } })
    expect(open.server.requests).toHaveLength(2 + 2 + 2)
  })
})
