import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { areaUnderRoc } from '../bench/routing/area-under-roc.ts'

const REPO = resolve(import.meta.dirname, '../..')
const AGENTS = [
  { id: 'cooks', name: 'Cooks', description: 'Cooks meals', examples: ['cook a soup', 'bake bread'] },
  { id: 'counts', name: 'Counts', description: 'Counts files', examples: ['count the files', 'how many files are here'] },
]
const TASKS = [
  { task: 'bake some bread', agent: 'cooks' },
  { task: 'count the files here', agent: 'counts' },
  { task: 'who won the election', agent: null },
]
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'claw-bench-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lines = (rows: readonly unknown[]): string => rows.map((row) => JSON.stringify(row)).join('\n')

function bench(agents: string | undefined, tasks: string, ...args: string[]) {
  for (const name of ['agents.jsonl', 'tasks.jsonl']) rmSync(join(folder, name), { force: true, recursive: true })
  if (agents !== undefined) writeFileSync(join(folder, 'agents.jsonl'), agents)
  writeFileSync(join(folder, 'tasks.jsonl'), tasks)
  const program = [
    join(REPO, 'node_modules/tsx/dist/cli.mjs'),
    join(REPO, 'tests/bench/routing/bench-routing.ts'),
    '--data',
    folder,
    ...args,
  ]
  return spawnSync(process.execPath, program, { encoding: 'utf8' })
}

describe('npm run bench:routing -- --data DIR --json', () => {
  it('prints exactly one document', () => {
    const { stdout, stderr, status } = bench(lines(AGENTS), `${lines(TASKS)}\n\n`, '--embedder', 'static', '--examples', '10', '--json')
    expect([status, stderr, stdout.trim().split('\n')]).toEqual([0, '', [expect.any(String)]])
    expect(JSON.parse(stdout)).toEqual({
      data: folder,
      embedder: 'static',
      examples: 10,
      agents: 2,
      tasks: 3,
      top1: 1,
      top3: 1,
      auroc: 1,
      threshold: 0.62,
      in_scope_accuracy: expect.any(Number),
      out_of_scope_recall: 1,
      p50_ms: expect.any(Number),
      p95_ms: expect.any(Number),
    })
  })

  it('leaves out what the data does not say', () => {
    const { stdout } = bench(lines(AGENTS), lines(TASKS.slice(0, 2)), '--json', '--half', 'odd')
    expect(JSON.parse(stdout)).toMatchObject({ tasks: 1, auroc: null, out_of_scope_recall: null })
  })

  it.each([
    ['no agents file', undefined, lines(TASKS), [], 'There is no'],
    ['an empty file', '', lines(TASKS), [], 'is empty'],
    ['a broken line', lines(AGENTS), `${lines(TASKS)}\n{"task": `, [], 'tasks.jsonl:4: '],
    ['a wrong shape', lines([{ id: 'x' }]), lines(TASKS), [], 'agents.jsonl:1: name: '],
    ['an id twice', lines([...AGENTS, ...AGENTS]), lines(TASKS), [], 'agents.jsonl:3: the id'],
    ['an unknown agent', lines(AGENTS), lines([{ task: 'x', agent: 'nobody' }]), [], "there is no agent 'nobody'"],
    ['an unknown embedder', lines(AGENTS), lines(TASKS), ['--embedder', 'hash'], '--embedder is static'],
    ['an unknown flag', lines(AGENTS), lines(TASKS), ['--exampels', '1'], '--exampels'],
    ['a number that is none', lines(AGENTS), lines(TASKS), ['--examples', 'ten'], '--examples takes a whole number'],
  ] as const)('refuses %s with exit 2 and nothing on stdout', (_, agents, tasks, flags, message) => {
    const { stdout, stderr, status } = bench(agents, tasks, '--json', ...flags)
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)])
  })
})

it('counts ties half', () => {
  expect(areaUnderRoc([2, 1], [1, 0])).toBe(0.875)
  expect(areaUnderRoc([], [1])).toBeNull()
})
