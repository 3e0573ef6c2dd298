import { expect, it } from 'vitest'
import { apiClient } from './api-client.ts'
import { builtClient } from './built-client.ts'
import { webPlace } from './web-place.ts'

const client = builtClient()

it('a chosen provider without its key is said before there is a run', async () => {
  const place = await webPlace(client.dir, { 'a.ts': 'one\n' }, { CLOSED_CLAW_SANDBOX: 'off', CLOSED_CLAW_LLM_PROVIDER: 'claude' })
  try {
    const api = await apiClient(place)
    const refused = await api.post('/api/runs', { task: 'Write a poem' })
    expect(refused.status).not.toBe(201)
    expect(refused.text).toContain('ANTHROPIC_API_KEY')
    expect(JSON.parse((await api.get('/api/runs')).text).runs ?? []).toEqual([])
  } finally {
    await place.close()
  }
})
