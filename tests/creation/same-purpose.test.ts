import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { scanAgents } from '../../src/capsules/scan-agents.ts'
import { createStaticEmbedder } from '../../src/embedding/create-static-embedder.ts'
import { createRouter } from '../../src/routing/create-router.ts'
import { findSamePurpose } from '../../src/routing/find-same-purpose.ts'
import { type IndexedAgent, indexAgents } from '../../src/routing/index-agents.ts'
import { openTestStore } from '../routing/open-test-store.ts'
import { OTHER_PURPOSE, type ProposedPurpose, SAME_PURPOSE } from './purposes.ts'

const root = join(import.meta.dirname, '../..')
const embedder = createStaticEmbedder({ assetDir: join(root, 'src/embedding/static') })
const { store, close } = openTestStore()
const { agents: shipped } = await scanAgents([{ path: join(root, 'agents'), source: 'shipped' }])
const router = createRouter({ embedder, search: store.agents, threshold: 0.62 })
afterAll(() => {
  close()
  embedder.close()
})

function asAgent({ name, description, examples }: ProposedPurpose): IndexedAgent {
  const manifest = { name, description, examples, tags: [], tools_allowlist: ['file_io'], skill_ids: [] }
  return { agent_id: 'made-before', folder: '/made-before', source: 'workspace_state', digest: name, manifest }
}

/** Who does already what is proposed, when the other one was made before. */
async function twin(
  proposed: ProposedPurpose,
  before: ProposedPurpose | undefined,
  tools: readonly string[] = [],
  namesakes: readonly string[] = [],
) {
  const agents = [...shipped, ...(before === undefined ? [] : [asAgent(before)])]
  await indexAgents({ agents, broken: [], store: store.agents, embedder })
  return findSamePurpose(router.route, { ...proposed, tools, namesakes })
}

describe('the same purpose', () => {
  test.each(SAME_PURPOSE.map(([a, b]) => [a.name, b.name, a, b] as const))('%s and %s', async (_a, _b, one, other) => {
    expect(await twin(other, one)).toMatchObject({ agent_id: 'made-before' })
    expect(await twin(one, other)).toMatchObject({ agent_id: 'made-before' })
    expect(await twin(one, undefined)).toBeUndefined()
  })

  test.each(OTHER_PURPOSE.map(([i, other]) => [SAME_PURPOSE[i]?.[0].name, other.name, SAME_PURPOSE[i]?.[0], other] as const))(
    'is not that of %s and %s',
    async (_a, _b, one, other) => {
      expect(await twin(other, one)).toBeUndefined()
    },
  )

  test('of an agent of the same name the description is enough', async () => {
    const [one, other] = SAME_PURPOSE[0]
    const strange = { ...other, examples: ['frost on glass', 'old pond', 'the frog jumps in', 'first light', 'an empty road'] }
    expect(await twin(strange, one)).toBeUndefined()
    expect(await twin(strange, one, [], ['made-before'])).toMatchObject({ agent_id: 'made-before' })
    expect(await twin({ ...strange, description: 'Repairs bicycles.' }, one, [], ['made-before'])).toBeUndefined()
  })

  test('needs the tools as well', async () => {
    const [one, other] = SAME_PURPOSE[0]
    expect(await twin(other, one, ['file_io'])).toMatchObject({ agent_id: 'made-before' })
    expect(await twin(other, one, ['web_fetch'])).toBeUndefined()
  })
})
