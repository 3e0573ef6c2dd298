import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { streamText } from '../../src/coordinator/stream-text.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function collect() {
  const told: { at: number; text: string }[] = []
  const started = Date.now()
  const clock = { monotonic: () => Date.now() }
  return { told, stream: streamText(clock, (text) => told.push({ at: Date.now() - started, text })) }
}

test('an answer that is there at once is not told in pieces', () => {
  const { told, stream } = collect()
  stream.push('short')
  stream.finish()
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual([])
})

test('a long one is told whole, at most four pieces a second and 2000 characters each', () => {
  const { told, stream } = collect()
  let text = ''
  for (let i = 0; i < 10_000; i += 1) {
    stream.push('word ')
    text += 'word '
    vi.advanceTimersByTime(20)
  }
  stream.finish()
  expect(told.map((piece) => piece.text).join('')).toBe(text)
  expect(told.length).toBeLessThan(130)
  expect(told.every((piece, i) => piece.text.length <= 2000 && piece.at - (told[i - 1]?.at ?? 0) >= (i + 1 < told.length ? 250 : 0))).toBe(
    true,
  )
})

test('a flood is cut into pieces, never through a letter', () => {
  const { told, stream } = collect()
  stream.push(`x${'😀'.repeat(5000)}`)
  stream.finish()
  expect(told.map((piece) => piece.text).join('')).toBe(`x${'😀'.repeat(5000)}`)
  expect(told.every((piece) => piece.text.length <= 2000 && Buffer.from(piece.text).toString() === piece.text)).toBe(true)
})

test('what a retry overtakes is not told, and a stopped one says nothing more', () => {
  const { told, stream } = collect()
  stream.push('first try ')
  stream.restart()
  stream.push('second')
  vi.advanceTimersByTime(400)
  stream.push(' half')
  stream.stop()
  vi.advanceTimersByTime(5000)
  expect(told.map((piece) => piece.text)).toEqual(['second'])
})

test('a registry that cannot be written never throws out of the timer', () => {
  const stream = streamText({ monotonic: () => Date.now() }, () => {
    throw new Error('disk full')
  })
  stream.push('text')
  expect(() => vi.advanceTimersByTime(1000)).not.toThrow()
})
