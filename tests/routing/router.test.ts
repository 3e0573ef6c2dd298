import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { scanAgents } from '../../src/capsules/scan-agents.ts'
import { createStaticEmbedder } from '../../src/embedding/create-static-embedder.ts'
import { createRouter } from '../../src/routing/create-router.ts'
import { type IndexedAgent, indexAgents } from '../../src/routing/index-agents.ts'
import type { AgentStore } from '../../src/store/store.ts'
import { openTestStore } from './open-test-store.ts'
import { EVERYDAY, FOREIGN } from './shipped-tasks.ts'

const root = join(import.meta.dirname, '../..')
const embedder = createStaticEmbedder({ assetDir: join(root, 'src/embedding/static') })
afterAll(() => embedder.close())

function agent(agent_id: string, description: string, examples: string[], tools: string[] = ['file_io']): IndexedAgent {
  const manifest = { name: agent_id, description, examples, tags: [], tools_allowlist: tools, skill_ids: [] }
  return { agent_id, folder: `/agents/${agent_id}`, source: 'workspace', digest: `${description}${examples.join()}`, manifest }
}

const files = agent('files', 'Counts and lists files', ['count the python files', 'list all files', 'how many files are in this folder?'])
const tables = agent(
  'tables',
  'Queries tables',
  ['sum the amount column of orders.csv', 'rows of a table', 'average price by group'],
  ['sql_query'],
)

const opened: (() => void)[] = []
afterEach(() => {
  for (const close of opened.splice(0)) close()
})

function openAgents(): AgentStore {
  const { store, close } = openTestStore()
  opened.push(close)
  return store.agents
}

async function routerFor(agents: readonly IndexedAgent[]) {
  const store = openAgents()
  await indexAgents({ agents, broken: [], store, embedder })
  return { store, router: createRouter({ embedder, search: store, threshold: 0.62 }) }
}

describe('the shipped agents, through the real store', () => {
  const { store, close } = openTestStore()
  const router = createRouter({ embedder, search: store.agents, threshold: 0.62 })
  beforeAll(async () => {
    const { agents, broken } = await scanAgents([{ path: join(root, 'agents'), source: 'shipped' }])
    expect(broken).toEqual([])
    await indexAgents({ agents, broken, store: store.agents, embedder })
  })
  afterAll(close)

  it.each(EVERYDAY)('%s -> %s', async (task, wanted) => {
    const decision = await router.route({ task, required_tools: [] })
    expect(decision).toMatchObject({ action: 'reuse', agent_id: wanted })
    expect(decision.score).toBeGreaterThanOrEqual(0.62)
    expect(decision.candidates[0]?.parts).toEqual(
      expect.objectContaining({
        examples: expect.any(Number),
        centroid: expect.any(Number),
        words: expect.any(Number),
        cohesion: expect.any(Number),
        prior: 0,
      }),
    )
  })

  it.each(FOREIGN)('abstains: %s', async (task) => {
    const decision = await router.route({ task, required_tools: [] })
    expect(decision).toMatchObject({ action: 'none', agent_id: null })
  })

  it('takes only who holds the tools, and says who would have fitted', async () => {
    const decision = await router.route({ task: 'how many Python files are here?', required_tools: ['sql_query'] })
    expect(decision.action).toBe('none')
    expect(decision.reason).toContain('file-analyst would fit')
    expect(decision.reason).toContain('does not hold sql_query')
    expect(decision.candidates.find((item) => item.agent_id === 'file-analyst')?.excluded).toBe('does not hold sql_query')
  })
})

describe('router', () => {
  it('leaves excluded and broken agents alone', async () => {
    const { store, router } = await routerFor([files, tables])
    const task = 'count the python files'
    expect((await router.route({ task, required_tools: [] })).agent_id).toBe('files')
    expect((await router.route({ task, required_tools: [], exclude: ['files'] })).action).toBe('none')
    await indexAgents({
      agents: [tables],
      broken: [{ agent_id: 'files', folder: '/x', source: 'workspace', problem: 'skill.md is missing' }],
      store,
      embedder,
    })
    const decision = await router.route({ task, required_tools: [] })
    expect(decision.action).toBe('none')
    expect(decision.candidates.find((item) => item.agent_id === 'files')?.excluded).toContain('skill.md is missing')
  })

  it('abstains with nobody there', async () => {
    const { router } = await routerFor([])
    expect(await router.route({ task: 'count the files', required_tools: [] })).toMatchObject({
      action: 'none',
      score: null,
      candidates: [],
    })
  })

  it('survives hostile tasks', async () => {
    const { store, close } = openTestStore()
    await indexAgents({ agents: [files, tables], broken: [], store: store.agents, embedder })
    const router = createRouter({ embedder, search: store.agents, threshold: 0.62 })
    for (const task of ['" OR *', 'NEAR(a b)', "'; DROP TABLE agents; --", '\u0000\ud800', '*'.repeat(10_000), 'x '.repeat(100_000)]) {
      expect((await router.route({ task, required_tools: [] })).action).toBe('none')
    }
    close()
  })
})

describe('indexAgents', () => {
  it('embeds again only what changed, and removes what is gone', async () => {
    const store = openAgents()
    const first = await indexAgents({ agents: [files, tables], broken: [], store, embedder })
    expect(first.embedded).toEqual(['files', 'tables'])
    expect((await indexAgents({ agents: [files, tables], broken: [], store, embedder })).embedded).toEqual([])
    const edited = agent('files', 'Counts, lists and measures files', ['count files'])
    const second = await indexAgents({ agents: [edited], broken: [], store, embedder })
    expect(second).toMatchObject({ embedded: ['files'], removed: ['tables'] })
    expect(store.get('tables')).toBeUndefined()
    expect(store.get('files')?.description).toBe('Counts, lists and measures files')
  })

  it('brings a mended agent back, and keeps a degraded one until it is edited', async () => {
    const store = openAgents()
    await indexAgents({ agents: [files], broken: [], store, embedder })
    const problem = 'manifest.json is missing'
    await indexAgents({ agents: [], broken: [{ agent_id: 'files', folder: '/x', source: 'workspace', problem }], store, embedder })
    expect(store.get('files')).toMatchObject({ status: 'broken', problem, name: 'files' })
    await indexAgents({ agents: [files], broken: [], store, embedder })
    const row = store.get('files')
    expect(row).toMatchObject({ status: 'active', problem: null })
    if (row !== undefined) store.putRow({ ...row, status: 'degraded' })
    await indexAgents({ agents: [files], broken: [], store, embedder })
    expect(store.get('files')?.status).toBe('degraded')
    await indexAgents({ agents: [agent('files', 'New words', ['count files'])], broken: [], store, embedder })
    expect(store.get('files')?.status).toBe('active')
  })
})
