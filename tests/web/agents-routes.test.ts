import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SEED_FILES } from '../helpers/dashboard/seed-files.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { builtClient } from './built-client.ts'
import { type WebPlace, webPlace } from './web-place.ts'

const client = builtClient()
let place: WebPlace
let api: ApiClient

const OWN = '/api/agents/station-keeper'
const manifestPath = () => join(place.workspace, 'agents/station-keeper/manifest.json')

beforeAll(async () => {
  place = await webPlace(client.dir, SEED_FILES, { CLOSED_CLAW_SANDBOX: 'off' })
  api = await apiClient(place)
})
afterAll(() => place.close())

const json = async (path: string) => JSON.parse((await api.get(path)).text)
const audit = (action: string) => place.app.listAudit({ limit: 5, action })
async function textsOf(path: string) {
  const answer = await api.get(`${path}/texts`)
  return { ...JSON.parse(answer.text), etag: String(answer.headers['etag']) }
}

describe('agents', () => {
  it('are paged by id, broken ones with their reason', async () => {
    const all = await json('/api/agents?limit=5000')
    const seen: string[] = []
    for (let after = ''; ; ) {
      const page = await json(`/api/agents?limit=3${after === '' ? '' : `&after=${after}`}`)
      seen.push(...page.agents.map((agent: { agent_id: string }) => agent.agent_id))
      if (page.next === null) break
      after = page.next
    }
    expect(seen).toEqual([...seen].sort())
    expect(seen).toHaveLength(all.total)
    const broken = all.agents.find((agent: { agent_id: string }) => agent.agent_id === 'half-written')
    expect(broken).toMatchObject({ status: 'broken', problem: expect.stringContaining('not JSON') })
    expect((await api.get('/api/agents?limit=0')).status).toBe(400)
  })

  it('are shown one by one; ids from outside never meet a path', async () => {
    const { agent } = await json(`${OWN}?embedding=true`)
    expect(agent).toMatchObject({ agent_id: 'station-keeper', metrics: null, pin: { state: 'new' }, evolution: { enabled: false } })
    expect(agent.embedding.vectors).toHaveLength(4)
    expect((await json('/api/agents/half-written')).agent).toMatchObject({ status: 'broken', manifest: null })
    expect((await api.get('/api/agents/nobody')).status).toBe(404)
    for (const id of ['..%2f..%2fetc', 'A', '%00', 'a'.repeat(65)]) expect((await api.get(`/api/agents/${id}`)).status, id).toBe(400)
  })

  it('say what the policy lets them do', async () => {
    const { rows } = await json(`${OWN}/permissions`)
    expect(rows.find((row: { tool: string }) => row.tool === 'terminal')).toMatchObject({ decision: 'ask' })
    expect(rows.find((row: { call: string }) => row.call.startsWith('reads a file'))).toMatchObject({ decision: 'allow' })
  })

  it('are switched off and on, audited', async () => {
    const put = (enabled: boolean, etag?: string) => api.send('PATCH', OWN, { enabled }, etag === undefined ? {} : { 'if-match': etag })
    const { etag } = await json(OWN)
    const listed = (await json('/api/agents?limit=5000')).agents.find((agent: { agent_id: string }) => agent.agent_id === 'station-keeper')
    expect(listed.etag).toBe(etag)
    expect((await put(false)).status).toBe(428)
    expect(JSON.parse((await put(false, etag)).text)).toMatchObject({ changed: true })
    expect((await put(true, etag)).status).toBe(412)
    const off = await json(OWN)
    expect(off.agent.status).toBe('disabled')
    expect(JSON.parse((await put(false, off.etag)).text)).toMatchObject({ changed: false })
    await put(true, off.etag)
    expect((await json(OWN)).agent.status).toBe('active')
    expect(await audit('agent.enabled')).toHaveLength(1)
    for (const body of [{}, { enabled: 'yes' }, { enabled: true, agent_id: 'x' }])
      expect((await api.send('PATCH', OWN, body)).status).toBe(400)
  })
})

describe('an edit', () => {
  it('says which form it edits, is checked, and becomes a version', async () => {
    const { etag, manifest, skill, digest } = await textsOf(OWN)
    expect(etag).toBe(`"${digest}"`)
    const changed = { manifest: manifest.replace('find gaps in stations.csv', 'find the gaps'), skill }
    expect((await api.send('PUT', `${OWN}/texts`, changed)).status).toBe(428)
    expect((await api.send('PUT', `${OWN}/texts`, changed, { 'if-match': '"other"' })).status).toBe(412)
    const refused = await api.send('PUT', `${OWN}/texts`, { manifest: '{', skill }, { 'if-match': etag })
    expect([refused.status, JSON.parse(refused.text).code]).toEqual([422, 'AGENT_INVALID'])
    const saved = await api.send('PUT', `${OWN}/texts`, changed, { 'if-match': etag })
    expect(JSON.parse(saved.text)).toMatchObject({ changed: true, version_kept: 1, what: 'examples +1 -1' })
    expect(saved.headers['etag']).toBe((await textsOf(OWN)).etag)
    expect(await audit('agent.edited')).toHaveLength(1)
  })

  it('of a form that somebody else has changed meanwhile is refused, and theirs stays', async () => {
    const { etag, manifest, skill } = await textsOf(OWN)
    const theirs = manifest.replace('Station keeper', 'Theirs')
    writeFileSync(manifestPath(), theirs)
    const answer = await api.send('PUT', `${OWN}/texts`, { manifest, skill: `${skill}mine\n` }, { 'if-match': etag })
    expect(answer.status).toBe(412)
    expect(readFileSync(manifestPath(), 'utf8')).toBe(theirs)
    const mine = await textsOf(OWN)
    const again = await api.send('PUT', `${OWN}/texts`, { manifest, skill: `${skill}mine\n` }, { 'if-match': mine.etag })
    expect(again.status).toBe(200)
    const { versions } = await json(`${OWN}/versions`)
    expect((await json(`${OWN}/versions/${versions[0].version}`)).manifest).toBe(theirs)
  })

  it('is looked at before it is made: problems with their fields and lines, what widens', async () => {
    const { manifest, skill } = await textsOf(OWN)
    const wide = JSON.parse(manifest)
    wide.tools_allowlist.push('http_api')
    wide.requires_approval_for = []
    const text = JSON.stringify(wide, null, 2)
    const seen = JSON.parse((await api.post(`${OWN}/texts/check`, { manifest: text, skill })).text)
    expect(seen.problems).toEqual([])
    expect(seen.widens).toEqual(['it wants further tools: http_api', 'it no longer wants a person asked before terminal'])
    const bad = JSON.stringify({ ...wide, limits: { steps: 0 }, tools_allowlist: ['telepathy'] }, null, 2)
    const told = JSON.parse((await api.post(`${OWN}/texts/check`, { manifest: bad, skill: `a\u202eb` })).text)
    expect(told.problems.map((one: { field: string }) => one.field).sort()).toEqual(['limits.steps', 'tools_allowlist.0'])
    expect(told.problems.every((one: { line: number }) => one.line > 1)).toBe(true)
    expect(told.warnings).toContainEqual(expect.objectContaining({ rule: 'hidden-characters', file: 'skill.md', line: 1 }))
    expect((await textsOf(OWN)).manifest).toBe(manifest)
  })

  it('is undone by restoring a version', async () => {
    const { etag } = await textsOf(OWN)
    const path = `${OWN}/versions/1/restore`
    expect((await api.post(path, {})).status).toBe(428)
    expect((await api.post(path, {}, { 'if-match': '"old"' })).status).toBe(412)
    expect((await api.post(path, {}, { 'if-match': etag })).status).toBe(200)
    expect((await textsOf(OWN)).manifest).toBe(SEED_FILES['agents/station-keeper/manifest.json'])
    expect((await api.get(`${OWN}/versions/99`)).status).toBe(404)
    expect((await api.get(`${OWN}/versions/..`)).status).toBe(400)
  })

  it('of a broken agent mends it', async () => {
    const broken = await textsOf('/api/agents/half-written')
    const manifest = JSON.stringify({
      ...JSON.parse(SEED_FILES['agents/tide-teller/manifest.json'] ?? ''),
      agent_id: 'half-written',
      name: 'Half',
    })
    const saved = await api.send('PUT', '/api/agents/half-written/texts', { manifest, skill: 'Role.\n' }, { 'if-match': broken.etag })
    expect(saved.status).toBe(200)
    expect((await json('/api/agents/half-written')).agent.status).toBe('active')
  })
})

describe('what changed by other hands', () => {
  it('is accepted as it was looked at, and not otherwise', async () => {
    await (await place.app.startRun({ task: 'How many files are here?', context: {}, plan_only: false })).done
    const manifest = JSON.parse(readFileSync(manifestPath(), 'utf8'))
    writeFileSync(manifestPath(), JSON.stringify({ ...manifest, tools_allowlist: [...manifest.tools_allowlist, 'python_exec'] }))
    const { pin } = (await json(OWN)).agent
    expect(pin).toMatchObject({ state: 'asks', what: ['it wants further tools: python_exec'] })
    expect((await api.post(`${OWN}/accept`, {})).status).toBe(400)
    expect((await api.post(`${OWN}/accept`, { digest: '0'.repeat(64) })).status).toBe(412)
    expect((await json(OWN)).agent.pin.state).toBe('asks')
    expect((await api.post(`${OWN}/accept`, { digest: pin.digest })).status).toBe(200)
    expect((await json(OWN)).agent.pin).toMatchObject({ state: 'same', trust: 'accepted' })
    expect(await audit('agent.accepted')).toHaveLength(1)
  })
})

describe('deleting', () => {
  it('takes a list, tells what it could not, and is undone', async () => {
    expect((await api.post('/api/agents/delete-bulk', {})).status).toBe(400)
    expect((await api.post('/api/agents/delete-bulk', { agent_ids: [] })).status).toBe(400)
    const ids = ['tide-teller', 'half-written', 'file-analyst', 'nobody']
    const { deleted, failed } = JSON.parse((await api.post('/api/agents/delete-bulk', { agent_ids: ids })).text)
    expect(deleted.map((one: { agent_id: string }) => one.agent_id)).toEqual(['tide-teller', 'half-written'])
    expect(failed.map((one: { agent_id: string }) => one.agent_id)).toEqual(['file-analyst', 'nobody'])
    expect((await json('/api/agent-trash')).trash).toHaveLength(2)
    expect((await api.post('/api/agent-trash/tide-teller/restore', {})).status).toBe(200)
    expect((await json('/api/agents/tide-teller')).agent.status).toBe('active')
    expect(JSON.parse((await api.send('DELETE', '/api/agents/tide-teller', {})).text)).toMatchObject({ kept_days: 30 })
    expect(JSON.parse((await api.send('DELETE', '/api/agent-trash', {})).text).gone).toHaveLength(2)
    expect((await json('/api/agent-trash')).trash).toEqual([])
    expect((await api.post('/api/agent-trash/tide-teller/restore', {})).status).toBe(404)
    expect((await audit('agent.purged')).length).toBe(2)
  })
})

describe('making one', () => {
  const draft = {
    name: 'Log reader',
    description: 'Says what failed in server logs, and when.',
    tags: ['logs'],
    tools: ['file_io'],
    skill_ids: ['file_system'],
    examples: ['what failed in server.log?', 'first error of today'],
    role_text: '',
    template: null,
    proposed_by: null,
  }

  it('is checked, judged, and made', async () => {
    expect((await json('/api/agent-drafts/choices')).tools).toContain('file_io')
    const bad = JSON.parse((await api.post('/api/agent-drafts/check', { ...draft, name: '', tools: ['telepathy'] })).text)
    expect(bad.problems.join('\n')).toMatch(/telepathy/)
    const good = JSON.parse((await api.post('/api/agent-drafts/check', draft)).text)
    expect(good).toMatchObject({ problems: [], agent_id: 'log-reader' })
    expect(good.files.map((file: { name: string }) => file.name)).toEqual(['manifest.json', 'skill.md'])
    const judged = await api.post('/api/agent-drafts/permissions', { tools: ['terminal'], requires_approval_for: [] })
    expect(JSON.parse(judged.text).rows).toHaveLength(1)
    const key = { 'idempotency-key': 'made-once' }
    const made = await api.post('/api/agent-drafts', draft, key)
    expect((await api.post('/api/agent-drafts', draft, key)).text).toBe(made.text)
    expect((await json('/api/agents?limit=5000')).agents.filter((one: { name: string }) => one.name === 'Log reader')).toHaveLength(1)
    expect([made.status, made.headers['location']]).toEqual([201, '/api/agents/log-reader'])
    expect((await api.post('/api/agent-drafts', { ...draft, name: '' })).status).toBe(400)
    expect((await json('/api/agents/log-reader')).agent.pin).toMatchObject({ trust: 'made' })
  })

  it('begins with a template, or with a proposal for a task', async () => {
    expect(await json('/api/agent-drafts/templates/python')).toMatchObject({ template: 'python', tools: ['file_io'] })
    expect((await api.get('/api/agent-drafts/templates/perl')).status).toBe(400)
    const proposed = JSON.parse((await api.post('/api/agent-drafts/propose', { task: 'find the largest files here' })).text)
    expect(proposed).toMatchObject({ proposed_by: 'rules', tools: ['file_io'] })
    expect(JSON.parse((await api.post('/api/agent-drafts/twins/log-reader', { task: 'errors of last night' })).text)).toMatchObject({
      kept: 'manifest',
    })
  })
})

describe('trying one', () => {
  it('is a run in a process of its own, and tells what it showed', async () => {
    const started = await api.post('/api/agents/file-analyst/tests', { task: 'How many files are here?' })
    expect(started.status).toBe(201)
    const { run_id } = JSON.parse(started.text)
    const watched = await place.app.watchRun(run_id, AbortSignal.timeout(20_000))
    await watched.done
    const { ended, tested } = await json(String(started.headers['location']))
    expect(ended).toBe(true)
    expect(tested).toMatchObject({ passed: true, run_id, routing: { chosen: true }, tools: [{ tool: 'file_io', failed: 0 }] })
    expect((await api.get(`/api/agents/terminal-master/tests/${run_id}`)).status).toBe(404)
    expect((await json('/api/agents/file-analyst/uses')).uses[0]).toMatchObject({ run_id, outcome: 'success' })
  }, 30_000)

  it('shakes hands', async () => {
    const shaken = JSON.parse((await api.post('/api/agents/file-analyst/handshake', {})).text)
    expect(shaken.agent_id).toBe('file-analyst')
    expect(shaken.seen.length).toBeGreaterThan(0)
  }, 20_000)
})

describe('why', () => {
  it('tells who would be taken, by which parts of the score', async () => {
    const why = JSON.parse((await api.post('/api/why/agent', { task: 'which station has the most rain?' })).text)
    expect(why.candidates[0]).toMatchObject({ agent_id: 'station-keeper', excluded: null })
    expect(Object.keys(why.candidates[0].parts)).toContain('examples')
    expect((await api.post('/api/why/agent', { task: '' })).status).toBe(400)
  })

  it('tells which skills come, also one that was written a moment ago', async () => {
    const why = JSON.parse((await api.post('/api/why/skill', { task: 'how many files are here?' })).text)
    expect(why.skills.some((skill: { brought: boolean }) => skill.brought)).toBe(true)
    expect(why.recipes[0].reads).toBe(true)
  })
})

describe('skills', () => {
  it('are listed with their agents, shown, and accepted as they were looked at', async () => {
    const { skills } = await json('/api/skills')
    expect(skills.find((skill: { skill_id: string }) => skill.skill_id === 'weather_tables').agents).toEqual(['station-keeper'])
    const { skill } = await json('/api/skills/weather_tables')
    expect(skill.text).toContain('rain_mm')
    expect((await json('/api/skills/file_system')).skill.recipe_list.length).toBeGreaterThan(0)
    expect((await api.post('/api/skills/weather_tables/accept', { digest: 'other' })).status).toBe(412)
    expect((await api.post('/api/skills/weather_tables/accept', { digest: skill.pin.digest })).status).toBe(200)
    expect((await json('/api/skills/weather_tables')).skill.pin.trust).toBe('accepted')
    expect((await api.post('/api/skills/file_system/accept', { digest: 'x' })).status).toBe(400)
    expect((await api.get('/api/skills/..%2f..%2fetc')).status).toBe(400)
    expect(await audit('skill.accepted')).toHaveLength(1)
  })
})
