import { afterEach, expect, test } from 'vitest'
import { reduceRun } from '../../src/view/reduce-run.ts'
import { emptyRunView } from '../../src/view/run-view.ts'
import { KEY, type Scene, scene } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const RUN = ['run', 'Do it', '--agent', 'writer']
const WORDS = Array.from({ length: 120 }, (_, i) => `word${i}`).join(' ')

test('a slow answer is told as it grows, in order, and the whole of it is the answer', { timeout: 30_000 }, async () => {
  open = await scene([{ reply: { text: `${WORDS} ${KEY} end`, piece: 20, piece_delay_ms: 30 } }])
  const ran = await open.claw(RUN)
  expect(ran).toMatchObject({ code: 0, document: { result: `${WORDS} [redacted] end` } })
  const streamed = ran.of('model.streamed')
  expect(streamed.length).toBeGreaterThan(1)
  expect(streamed.length).toBeLessThan(10)
  expect(streamed.map((event) => event.data.text).join('')).toBe(`${WORDS} [redacted] end`)
  expect(JSON.stringify(ran.events)).not.toContain(KEY)
  const at = (type: string) => ran.events.findIndex((event) => event.type === type)
  expect(at('model.requested')).toBeLessThan(at('model.streamed'))
  expect(ran.events.findLastIndex((event) => event.type === 'model.streamed')).toBeLessThan(at('model.finished'))
})

test('views show the growing text, begin anew after a retry, and drop it at the end', { timeout: 30_000 }, async () => {
  const slow = { text: WORDS, piece: 20, piece_delay_ms: 30 }
  open = await scene([{ reply: [{ fault: 'stall' }, slow] }], { env: { CLOSED_CLAW_LLM_TIMEOUT_SEC: '1' } })
  const ran = await open.claw(RUN)
  expect(ran.document.result).toBe(WORDS)
  const views = []
  let view = emptyRunView(ran.document.run_id ?? '')
  for (const event of ran.events) {
    view = reduceRun(view, event)
    views.push({ type: event.type, calls: view.open_calls })
  }
  expect(ran.of('model.retried')).toHaveLength(1)
  expect(views.find((one) => one.type === 'model.retried')?.calls[0]).toMatchObject({ text: '', characters: 0 })
  const last = views.findLast((one) => one.type === 'model.streamed')?.calls[0]
  expect(last).toMatchObject({ text: WORDS, characters: WORDS.length, data: false })
  expect(views.at(-1)?.calls).toEqual([])
})

test('-o jsonl carries the pieces', { timeout: 30_000 }, async () => {
  open = await scene([{ reply: { text: WORDS, piece: 20, piece_delay_ms: 30 } }])
  const ran = await open.place.run([...RUN, '-o', 'jsonl', '--no-input'], { env: open.env })
  const events = ran.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; data: { text?: string } })
  const pieces = events.filter((event) => event.type === 'model.streamed')
  expect(pieces.map((event) => event.data.text).join('')).toBe(WORDS)
})
