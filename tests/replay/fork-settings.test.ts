import { afterEach, expect, test } from 'vitest'
import { type Ran, read, readRun, type Scene, scene, subtask } from '../coordinator/scene.ts'
import { gemini } from '../helpers/dialects/gemini.ts'
import { type ScriptedModel, startScriptedModel } from '../helpers/scripted-model.ts'

let open: Scene | undefined
let other: ScriptedModel | undefined
afterEach(async () => {
  await open?.close()
  await other?.close()
  other = undefined
})

const APPEND = { name: 'file_io', args: { op: 'append', path: 'effects.log', content: 'x' } }
const TWO = [
  { when: { schema: 'plan' }, reply: { json: { reason: 'r', execution: [subtask('s1'), subtask('s2', { depends_on: ['s1'] })] } } },
  { when: { schema: 'synthesis' }, reply: { json: { answer: 'Both.', verdicts: [] } } },
  { when: { task: 's1.txt', turn: 0 }, reply: { tool_calls: [read('s1.txt')] } },
  { when: { task: 's2.txt', turn: 0 }, reply: { tool_calls: [read('s2.txt'), APPEND] } },
  { reply: 'done' },
]

async function fork(id: string, setting: string, env: Record<string, string> = {}): Promise<Ran> {
  const { place, env: own } = open as Scene
  const args = ['fork', id, '--from', 's2', '--set', setting, '--json', '--no-input']
  return readRun(place, await place.run(args, { env: { ...own, ...env } }))
}

async function parent(): Promise<string> {
  open = await scene(TWO, { files: { 's1.txt': 'one\n', 's2.txt': 'two\n' } })
  const ran = await open.claw(['run', 'Read s1.txt, then read s2.txt'])
  expect(ran.document).toMatchObject({ ok: true, result: 'Both.' })
  expect(open.file('effects.log')).toBe('x')
  return ran.document.run_id ?? ''
}

test('limits of tokens and money hold for the fork alone', { timeout: 90_000 }, async () => {
  const id = await parent()
  const paid = open?.server.requests.length
  expect(await fork(id, 'max-tokens=100')).toMatchObject({ code: 7, document: { status: 'interrupted', error: { code: 'RUN_BUDGET' } } })
  expect(await fork(id, 'max-cost=0.5')).toMatchObject({ code: 3, document: { error: { code: 'PRICE_UNKNOWN' } } })
  expect(open?.server.requests.length).toBe(paid)
})

test('a stricter policy holds for what the fork does', { timeout: 90_000 }, async () => {
  const id = await parent()
  const strict = await fork(id, 'policy=readonly')
  expect(strict.of('tool.decided').filter(({ data }) => data.decision === 'deny')).toHaveLength(1)
  expect(open?.file('effects.log')).toBe('x')
})

test('another provider is asked from the step on, with its own key', { timeout: 90_000 }, async () => {
  const id = await parent()
  const paid = open?.server.requests.length
  other = await startScriptedModel(gemini, TWO, { apiKey: 'AIza-fork' })
  const asked = await fork(id, 'provider=gemini', { GEMINI_API_KEY: 'AIza-fork', GEMINI_BASE_URL: other.url })
  expect(asked.document).toMatchObject({ ok: true, result: 'Both.', usage: [{ provider: 'gemini', calls: 3 }] })
  expect(open?.server.requests.length).toBe(paid)
})
