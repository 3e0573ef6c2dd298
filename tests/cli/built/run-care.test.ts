import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'

const KEY = 'sk-canary-0123456789abcdefghij'
let place: ClawPlace
beforeEach(() => {
  place = clawPlace({ 'a.txt': 'x' })
})
afterEach(() => place.remove())

async function claw<T>(
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly result: T; readonly error: { code: string } | null }> {
  const { code, stdout } = await place.run([...args, '--json'])
  return { code, ...(JSON.parse(stdout) as { result: T; error: { code: string } | null }) }
}
const runIds = async (...filters: readonly string[]): Promise<string[]> =>
  (await claw<{ run_id: string }[]>('runs', ...filters)).result.map(({ run_id }) => run_id)

test('runs are found by status, tool, agent, words and time, page by page', { timeout: 60_000 }, async () => {
  await place.run(['run', 'how many files are here'])
  await place.run(['run', 'compose a symphony about grief'])
  const [failed = '', done = ''] = await runIds()
  expect(await runIds('--status', 'failed')).toEqual([failed])
  expect(await runIds('--status', 'failed', '--status', 'completed')).toEqual([failed, done])
  expect(await runIds('--tool', 'file', '--agent', 'analyst')).toEqual([done])
  expect(await runIds('--text', 'GRIEF symphony')).toEqual([failed])
  expect(await runIds('--since', '1h', '--limit', '1', '--after', failed)).toEqual([done])
  expect(await runIds('--until', '2020-01-01')).toEqual([])
  expect(await runIds('--order', 'oldest')).toEqual([done, failed])
  expect(await claw('runs', '--status', 'lost')).toMatchObject({ code: 2, error: { code: 'USAGE' } })
})

test('once more: the same task and options, and what is given anew goes before', { timeout: 60_000 }, async () => {
  await place.run([
    'run',
    'how many files are here',
    '--policy',
    'readonly',
    '--session-id',
    'mine',
    '--context-json',
    '{"a":1}',
    '--timeout',
    '90',
  ])
  const [first = ''] = await runIds()
  expect((await place.run(['run', '--again', first])).stdout).toBe('1 file.\n')
  expect((await place.run(['run', '--again', first.slice(0, 6), '--session-id', 'other', 'how many folders are here'])).code).toBe(0)
  const [third = '', second = ''] = await runIds()
  const options = async (id: string) => {
    await place.run(['export', id, `${id}.json`])
    return JSON.parse(readFileSync(join(place.workspace, `${id}.json`), 'utf8')).run
  }
  const kept = { context: { a: 1 }, timeout_ms: 90_000, flags: ['--policy=readonly'] }
  expect(await options(second)).toMatchObject({ task: 'how many files are here', session_id: 'mine', options: kept })
  expect(await options(third)).toMatchObject({ task: 'how many folders are here', session_id: 'other', options: kept })
})

test('an export holds the run and no secret, needs no log file, and overwrites nothing', { timeout: 60_000 }, async () => {
  await place.run(['run', `how many files are here ${KEY}`])
  await place.run(['run', 'how many files are here'])
  const [id = '', withKey = ''] = await runIds()
  const log = join(place.workspace, '.closed_claw', 'runs', `${id}.jsonl`)
  const events = readFileSync(log, 'utf8')
  rmSync(log)
  expect((await claw('export', id, 'out/bundle')).code).toBe(0)
  const of = (name: string): string => readFileSync(join(place.workspace, 'out/bundle', name), 'utf8')
  expect([of('events.jsonl'), of('answer.txt')]).toEqual([events, '1 file.\n'])
  expect(JSON.parse(of('journal.json'))).toMatchObject([{ kind: 'tool_call', tool: 'file_io', state: 'done' }])
  expect(readdirSync(join(place.workspace, 'out'))).toEqual(['bundle'])
  expect((await place.run(['export', withKey, 'key.json'])).code).toBe(0)
  expect(readFileSync(join(place.workspace, 'key.json'), 'utf8')).not.toContain(KEY)

  writeFileSync(join(place.workspace, 'taken.json'), 'mine')
  symlinkSync(join(place.workspace, 'nowhere'), join(place.workspace, 'dangling.json'))
  for (const path of ['out/bundle', 'taken.json', 'key.json'])
    expect(await claw('export', id, path)).toMatchObject({ error: { code: 'EXPORT_EXISTS' } })
  expect((await claw('export', id, 'dangling.json')).code).not.toBe(0)
  expect([readFileSync(join(place.workspace, 'taken.json'), 'utf8'), existsSync(join(place.workspace, 'nowhere'))]).toEqual(['mine', false])
})
