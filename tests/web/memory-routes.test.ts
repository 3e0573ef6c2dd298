import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMemory } from '../../src/capsules/memory/create-memory.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { draft, LIMITS } from '../memory/memory-place.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { builtClient } from './built-client.ts'
import { type WebPlace, webPlace } from './web-place.ts'

const client = builtClient()
const AGENT = 'file-analyst'
let place: WebPlace
let api: ApiClient

beforeAll(async () => {
  place = await webPlace(client.dir, {}, { CLOSED_CLAW_SANDBOX: 'off' })
  api = await apiClient(place)
  const path = join(place.workspace, '.closed_claw', 'memory', AGENT, 'memory.db')
  const memory = createMemory({ path, clock: systemClock, limits: LIMITS })
  for (let n = 0; n < 7; n += 1) await memory.write(draft(`Shed number ${n} of the garden holds ${n * 13 + 5} rakes.`))
  memory.close()
})
afterAll(() => place.close())

const json = async (path: string) => JSON.parse((await api.get(path)).text)
const ids = (page: { memories: { memory_id: string }[] }) => page.memories.map(({ memory_id }) => memory_id)

test('memories and their owners come page by page, each once, also when one is forgotten between', async () => {
  const all = ids(await json(`/api/memory/${AGENT}`))
  expect(all).toHaveLength(7)
  const first = await json(`/api/memory/${AGENT}?limit=3`)
  expect((await api.send('DELETE', `/api/memory/${AGENT}/${all[2]}`, undefined)).status).toBe(200)
  const second = await json(`/api/memory/${AGENT}?limit=3&after=${first.next}`)
  const third = await json(`/api/memory/${AGENT}?limit=3&after=${second.next}`)
  expect([...ids(first), ...ids(second), ...ids(third)]).toEqual(all)
  expect(third).toMatchObject({ next: null, memories: [{ text: 'Shed number 0 of the garden holds 5 rakes.' }] })
  expect(first.memories[0]).not.toHaveProperty('n')
  for (const after of ['x', '2.1', '1.', "1.1'--"]) expect((await api.get(`/api/memory/${AGENT}?after=${after}`)).status).toBe(400)
  const owners: string[] = []
  for (let after = ''; ; ) {
    const page = await json(`/api/memory?limit=2${after === '' ? '' : `&after=${after}`}`)
    owners.push(...page.owners.map((owner: { agent_id: string }) => owner.agent_id))
    if (page.next === null) break
    after = page.next
  }
  expect(owners).toEqual((await place.app.memoryOwners()).map(({ agent_id }) => agent_id))
  expect(owners).toContain(AGENT)
})
