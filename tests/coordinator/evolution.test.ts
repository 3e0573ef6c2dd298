import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import type { EvolutionRow } from '../../src/view/evolution-rows.ts'
import type { ChatRequest, ScriptedReply } from '../helpers/scripted-openai.ts'
import { type Ran, read, type Scene, scene } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const ON = { CLOSED_CLAW_EVOLUTION_ENABLED: 'true', CLOSED_CLAW_EVOLUTION_MUTATION_RATE: '1' }
const FILES = {
  'here.txt': 'seven',
  'agents/learner/manifest.json': JSON.stringify({
    agent_id: 'learner',
    name: 'Learner',
    description: 'Does what the test says.',
    tags: [],
    tools_allowlist: ['file_io', 'terminal', 'sql_query'],
    skill_ids: [],
    examples: ['do it'],
    entrypoint: 'builtin',
    limits: { steps: 8 },
    requires_approval_for: [],
    version: '1.0.0',
    created_at: '2026-01-01T00:00:00.000Z',
    created_by: 'test',
  }),
  'agents/learner/skill.md': '## Role\nLearn.\n',
}
const RUN = ['run', 'Do it', '--agent', 'learner']

const system = (chat: ChatRequest | undefined): string => chat?.messages.find((message) => message.role !== 'user')?.content ?? ''
const varied = (chat: ChatRequest): boolean => system(chat).includes('<approach>')

/** A model that finds the file only when it was told another strategy than the plain one, or only when it was not. */
const finds =
  (better: 'varied' | 'plain') =>
  (chat: ChatRequest): ScriptedReply => {
    if (chat.messages.some((message) => message.role === 'tool')) return 'done'
    return { tool_calls: [read(varied(chat) === (better === 'varied') ? 'here.txt' : 'missing.txt')] }
  }

async function runs(at: Scene, n: number): Promise<Ran[]> {
  const all: Ran[] = []
  for (let i = 0; i < n; i += 1) all.push(await at.claw(RUN))
  return all
}

const evolved = (all: readonly Ran[]) => all.flatMap((ran) => ran.of('agent.evolved').map((event) => event.data))

test('a child whose strategy is better replaces its parent; prompt, temperature and order of tools are really others', {
  timeout: 120_000,
}, async () => {
  open = await scene(finds('varied'), { files: FILES, env: ON })
  const all = await runs(open, 15)
  const used = all.map((ran) => ran.of('agent.genome_used')[0]?.data.state)
  expect(used.filter((state) => state === 'challenger')).toHaveLength(5)
  expect(used.slice(0, 3)).toEqual(['champion', 'champion', 'challenger'])
  const [born, won] = evolved(all)
  expect(born).toMatchObject({ what: 'born', generation: 1, parent_id: 1 })
  expect(won).toMatchObject({
    what: 'replaced_parent',
    genome_id: 2,
    trials: 5,
    parent_trials: 10,
    reason: expect.stringMatching(/^clearly better/),
  })
  const genome = born?.genome
  const [plain, child] = [open.server.chats()[0], open.server.chats().find(varied)]
  expect(plain?.body['temperature']).toBeUndefined()
  expect(system(plain)).not.toContain('<approach>')
  expect(child?.body['temperature']).toBe(genome?.temperature)
  const offered = (chat: ChatRequest | undefined) => chat?.tools.filter((tool) => FILES['agents/learner/manifest.json'].includes(tool))
  expect(offered(child)).toEqual(genome?.tools)
  expect(offered(child)).not.toEqual(offered(plain))
  expect([...(offered(child) ?? [])].sort()).toEqual([...(offered(plain) ?? [])].sort())
  const next = (await open.claw(RUN)).of('agent.genome_used')[0]?.data
  expect(next).toMatchObject({ state: 'champion', genome_id: 2, genome })
  const shown: EvolutionRow = await open.result(['agent', 'evolve', 'learner'])
  expect(shown.genomes.map((row) => [row.genome_id, row.state, row.parent_id])).toEqual([
    [3, 'challenger', 2],
    [2, 'champion', 1],
    [1, 'replaced', null],
  ])
  expect(shown.genomes[1]?.fitness).toBeGreaterThan(0.9)
  expect((await open.place.run(['agent', 'learner'], { env: open.env })).stdout).toMatch(/evolved *2 champion, generation 1 of 1, strategy/)
  const audit: { decision: string }[] = await open.result(['audit', '--action', 'agent.evolved'])
  expect(audit.map((record) => record.decision)).toEqual(['born', 'replaced_parent', 'born'])
  expect(await open.result(['agent', 'evolve', 'learner', '--reset'])).toEqual({ agent_id: 'learner', forgotten: 3 })
  expect(((await open.result(['agent', 'evolve', 'learner'])) as EvolutionRow).genomes).toEqual([])
})

test('a child that does worse is dropped, also when runs go on at once', { timeout: 120_000 }, async () => {
  open = await scene(finds('plain'), { files: FILES, env: ON })
  const at = open
  const all = (await Promise.all([runs(at, 5), runs(at, 5), runs(at, 6)])).flat()
  expect(all.map((ran) => ran.code)).toEqual(all.map(() => 0))
  const news = evolved(all)
  expect(news.filter((item) => item.what === 'dropped')).toMatchObject([{ genome_id: 2, reason: expect.stringMatching(/^clearly worse/) }])
  const shown: EvolutionRow = await open.result(['agent', 'evolve', 'learner', '--show'])
  expect(shown.genomes.find((row) => row.state === 'champion')).toMatchObject({ genome_id: 1, generation: 0 })
})

test('a killed attempt goes on with the genome that it began with, whatever became of evolution meanwhile', {
  timeout: 60_000,
}, async () => {
  open = await scene(finds('varied'), { files: FILES, env: ON })
  await runs(open, 2)
  const killed = await open.place.run([...RUN, '--json', '--no-input'], { env: { ...open.env, CLOSED_CLAW_CRASHPOINT: 'effect.after' } })
  expect(killed.signal).toBe('SIGKILL')
  const first = open.server.chats().at(-1)
  expect(first && varied(first)).toBe(true)
  await open.result(['agent', 'evolve', 'learner', '--reset'])
  const [run]: { run_id: string; status: string }[] = await open.result(['runs'])
  const resumed = await open.claw(['resume', run?.run_id ?? ''], { CLOSED_CLAW_EVOLUTION_ENABLED: 'false' })
  expect(resumed.document.status).toBe('completed')
  const last = open.server.chats().at(-1)
  expect(last).not.toBe(first)
  expect([last?.body['temperature'], last?.tools.slice(0, 3)]).toEqual([first?.body['temperature'], first?.tools.slice(0, 3)])
  expect(system(last)).toBe(system(first))
})

test('switched off it changes nothing and writes nothing', { timeout: 60_000 }, async () => {
  open = await scene(finds('plain'), { files: FILES })
  const [ran] = await runs(open, 3)
  expect(ran?.events.filter((event) => event.type === 'agent.genome_used' || event.type === 'agent.evolved')).toEqual([])
  expect(open.server.chats().filter((chat) => varied(chat) || chat.body['temperature'] !== undefined)).toEqual([])
  const db = new Database(join(open.place.workspace, '.closed_claw/registry.db'), { readonly: true })
  expect(db.prepare('SELECT (SELECT count(*) FROM agent_genomes) + (SELECT count(*) FROM agent_trials) AS n').get()).toEqual({ n: 0 })
  db.close()
  expect((await open.place.run(['agent', 'evolve', 'learner'], { env: open.env })).stdout).toContain(
    'CLOSED_CLAW_EVOLUTION_ENABLED is not true',
  )
})
