import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createStaticEmbedder } from '../../src/embedding/create-static-embedder.ts'
import { createRouter } from '../../src/routing/create-router.ts'
import { type IndexedAgent, indexAgents } from '../../src/routing/index-agents.ts'
import type { UseOutcome } from '../../src/store/agent-use.ts'
import { creditUses } from '../helpers/credit-uses.ts'
import { openTestStore } from './open-test-store.ts'

const embedder = createStaticEmbedder({ assetDir: join(import.meta.dirname, '../../src/embedding/static') })
afterAll(() => embedder.close())

const twin = (agent_id: string): IndexedAgent => ({
  agent_id,
  folder: `/agents/${agent_id}`,
  source: 'workspace',
  digest: agent_id,
  manifest: {
    name: 'Counter',
    description: 'Counts files',
    examples: ['count the files'],
    tags: [],
    tools_allowlist: ['file_io'],
    skill_ids: [],
  },
})

const times = (outcome: UseOutcome, n: number): UseOutcome[] => Array.from({ length: n }, () => outcome)

/** What two agents of the same words are ranked as, after these uses. */
async function ranked(first: UseOutcome[], second: UseOutcome[]) {
  const { store, close } = openTestStore()
  try {
    await indexAgents({ agents: [twin('aa'), twin('bb')], broken: [], store: store.agents, embedder })
    creditUses(store, 'aa', first)
    creditUses(store, 'bb', second)
    const router = createRouter({ embedder, search: store.agents, threshold: 0.62 })
    return await router.route({ task: 'count the files', required_tools: [] })
  } finally {
    close()
  }
}

test('among equally near agents the one with the bad history loses', { timeout: 30_000 }, async () => {
  const decision = await ranked(times('failure', 5), times('success', 5))
  expect(decision.agent_id).toBe('bb')
  expect(decision.candidates.map((item) => Math.sign(item.parts.prior))).toEqual([1, -1])
  const unproven = await ranked(times('failure', 3), [])
  expect(unproven).toMatchObject({ agent_id: 'bb', candidates: [{ parts: { prior: 0 } }, { agent_id: 'aa' }] })
})

test('the influence of history is bounded, and what was not its doing says nothing', { timeout: 30_000 }, async () => {
  const few = await ranked(times('failure', 20), [])
  const many = await ranked(times('failure', 60), [])
  const worst = (decision: typeof few): number => decision.candidates.find((item) => item.agent_id === 'aa')?.parts.prior ?? 0
  expect(worst(many)).toBe(worst(few))
  expect(worst(many)).toBeGreaterThan(-0.5)
  const excused = await ranked(times('excused', 9), [])
  expect(worst(excused)).toBe(0)
})
