import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { clawPlace } from '../helpers/claw-place.ts'
import { DIALECTS } from '../helpers/dialects/dialects.ts'
import { startScriptedModel } from '../helpers/scripted-model.ts'
import { DIALECT_NAMES, FAILURES, failureLine, PROVIDERS, rowsOf } from './provider-failure-table.ts'
import { read, readRun } from './scene.ts'

const CASES = DIALECT_NAMES.flatMap((dialect) => rowsOf(dialect).map((row) => [dialect, row.what, row] as const))

test.concurrent.each(CASES)('%s: %s', { timeout: 120_000 }, async (dialect, _, row) => {
  const place = clawPlace({ 'a.txt': 'alpha' })
  let well = row.code === null
  const server = await startScriptedModel(DIALECTS[dialect], (request) => {
    const answers = request.messages.filter((message) => message.role === 'assistant').length
    if (answers === 0) return { tool_calls: [{ ...read('a.txt'), id: 'first' }] }
    if (row.code === null) return answers === 1 ? row.reply : 'It goes on.'
    return well ? 'It goes on.' : row.reply
  })
  const env = { ...PROVIDERS[dialect](server.url), CLOSED_CLAW_RULES_FIRST: 'off', CLOSED_CLAW_CIRCUIT_BREAKER_FAILURES: '100', ...row.env }
  try {
    const run = readRun(place, await place.run(['run', 'Do it', '--agent', 'writer', '--json', '--no-input'], { env }))
    well = true
    const asked = server.chats().length
    const resumed = row.code === null ? null : await place.run(['resume', run.document.run_id ?? '', '--json', '--no-input'], { env })
    const after = server.chats().slice(asked)
    expect({ exit: run.code, code: run.document.error?.code ?? null }).toEqual({ exit: row.exit, code: row.code })
    if (resumed !== null) expect(resumed.code === 0).toBe(row.resumes !== null)
    // What was journaled is not asked again.
    if (row.resumes === 'call') expect(after.every((chat) => chat.messages.some((message) => message.role === 'assistant'))).toBe(true)
  } finally {
    await server.close()
    place.remove()
  }
})

test.concurrent.each(DIALECT_NAMES)('%s: a plan of the wrong shape twice', { timeout: 120_000 }, async (dialect) => {
  const place = clawPlace()
  const server = await startScriptedModel(DIALECTS[dialect], () => ({ json: { plan: 'do it' } }))
  const env = { ...PROVIDERS[dialect](server.url), CLOSED_CLAW_RULES_FIRST: 'off' }
  try {
    const run = readRun(place, await place.run(['run', 'Read a.txt, then read b.txt', '--json', '--no-input'], { env }))
    expect(run).toMatchObject({ code: 1, document: { status: 'failed', error: { code: 'PLAN_INVALID' } } })
    expect(run.of('model.requested').map(({ data }) => data.purpose)).toEqual(['plan.discovery', 'plan.discovery.repair'])
    expect(run.of('plan.rejected')).toHaveLength(1)
  } finally {
    await server.close()
    place.remove()
  }
})

test('docs/MODELS.md has every row', () => {
  const docs = readFileSync(new URL('../../docs/MODELS.md', import.meta.url), 'utf8')
  expect(FAILURES.map(failureLine).filter((line) => !docs.includes(line))).toEqual([])
})
