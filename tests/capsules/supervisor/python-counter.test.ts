import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createCapsuleRunner } from '../../../src/capsules/supervisor/create-capsule-runner.ts'
import { systemClock } from '../../../src/kernel/clock.ts'
import { manifestSchema } from '../../../src/protocol/manifest.ts'
import type { Intent, IntentAnswer } from '../../../src/protocol/messages.ts'
import { createNoneDriver } from '../../../src/sandbox/none-driver.ts'
import { taskRequest } from '../../helpers/task-request.ts'
import { FIXTURES, type Ran, run } from './run-fixture.ts'

const LINES = Array.from({ length: 5000 }, (_, i) => `line ${i % 2 === 0 ? 'even' : 'odd'} can't stop, Line`)

/** Answers reads as file_io does, from one file in memory. */
async function readFile(intent: Intent): Promise<IntentAnswer> {
  if (intent.type !== 'tool_call_intent') throw new Error('only tool calls are expected')
  const { path, offset, limit } = intent.args
  if (path !== 'docs/notes.txt') {
    return {
      type: 'tool_call_result',
      id: intent.id,
      ok: false,
      error: { code: 'PATH_NOT_FOUND', message: `There is no '${path}'.`, retryable: false },
    }
  }
  const slice = LINES.slice(Number(offset), Number(offset) + Number(limit))
  return {
    type: 'tool_call_result',
    id: intent.id,
    ok: true,
    result: { path, content: slice.join('\n'), offset: Number(offset), lines: slice.length, lines_total: LINES.length },
  }
}

function count(task: string): Promise<Ran> {
  return run({
    command: ['python3', `${FIXTURES}python-counter/main.py`],
    request: taskRequest({ task, engine: 'model' }),
    onIntent: readFile,
  })
}

describe('the example capsule in plain Python', () => {
  it('is an agent folder with a valid manifest', () => {
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(`${FIXTURES}python-counter/manifest.json`, 'utf8')))
    expect(manifest.entrypoint).toEqual({ command: ['python3', 'main.py'] })
  })

  it('counts the words of a whole file, slice by slice', async () => {
    const { response, seen } = await count('count the words of docs/notes.txt, please')
    expect(response).toMatchObject({ status: 'ok', metrics: { words: 25_000 } })
    expect(response?.result).toBe(
      "docs/notes.txt: 25000 words in 5000 lines. Most frequent: line (10000), can't (5000), stop (5000), even (2500), odd (2500).",
    )
    expect(seen.intents.map((intent) => intent.id)).toEqual(['1', '2', '3'])
  })

  it('says what is missing instead of guessing', async () => {
    expect((await count('count something')).response).toMatchObject({ status: 'error', error_code: 'NO_FILE' })
    expect((await count('count nothing.txt')).response).toMatchObject({ status: 'error', error_code: 'PATH_NOT_FOUND' })
  })

  it('is never sent a request of another protocol', async () => {
    const runCapsule = createCapsuleRunner({ sandbox: createNoneDriver(), clock: systemClock })
    const { error } = await run({
      command: ['python3', `${FIXTURES}python-counter/main.py`],
      runCapsule,
      request: taskRequest({ protocol: 2 }),
    })
    expect(error?.code).toBe('PROTOCOL_VERSION')
  })
})
