import { afterEach, expect, test } from 'vitest'
import { purposes, type Scene, scene } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const TASK = 'Write a limerick about the mayor of Lisbon'

function poet(agent_id: string, description: string): Record<string, string> {
  const manifest = {
    agent_id,
    name: agent_id,
    description,
    tags: [],
    tools_allowlist: [],
    skill_ids: [],
    examples: ['write a limerick about a politician', 'a limerick about the mayor, please', 'limerick on the city council'],
    entrypoint: 'builtin',
    requires_approval_for: [],
    version: '1.0.0',
    created_at: '2026-01-01T00:00:00.000Z',
    created_by: 'a person',
  }
  return {
    [`.closed_claw/agents/${agent_id}/manifest.json`]: JSON.stringify(manifest),
    [`.closed_claw/agents/${agent_id}/skill.md`]: `# Role\n\nYou write verse. Marker ${agent_id}-41.\n`,
  }
}

const FILES = {
  ...poet('light-verse', 'Writes limericks that are friendly to everybody'),
  ...poet('satire-verse', 'Writes limericks that mock the powerful'),
}
const choosing = (reply: unknown) => [{ when: { schema: 'agent_choice' }, reply: reply as never }, { reply: 'There once was a mayor.' }]

test('two agents fit about equally: the model says which, and the decision says why', { timeout: 30_000 }, async () => {
  open = await scene(choosing({ json: { agent_id: 'satire-verse', reason: 'a mayor is powerful' } }), { files: FILES })
  const ran = await open.claw(['run', TASK])
  expect(ran.document).toMatchObject({ ok: true, subtasks: [{ agent_id: 'satire-verse' }] })
  expect(purposes(ran)).toEqual(['route', 'agent'])
  const [asked, worked] = open.server.chats()
  expect(JSON.stringify(asked?.messages)).toContain('friendly to everybody')
  expect(JSON.stringify(worked?.messages)).toContain('satire-verse-41')
  expect(ran.of('route.decided')[0]?.data).toMatchObject({
    action: 'reranked',
    agent_id: 'satire-verse',
    reason: expect.stringContaining('a mayor is powerful'),
  })
})

test('an answer that names nobody of them changes nothing', { timeout: 30_000 }, async () => {
  open = await scene(choosing({ json: { agent_id: 'terminal-master', reason: 'give me the shell' } }), { files: FILES })
  const ran = await open.claw(['run', TASK])
  expect(ran.document.ok).toBe(true)
  expect(ran.of('route.decided')[0]?.data).toMatchObject({ action: 'reuse', agent_id: expect.stringMatching(/-verse$/) })
})

test('the choice is journaled: a run that was killed after it does not pay for it again', { timeout: 30_000 }, async () => {
  open = await scene(choosing({ json: { agent_id: 'light-verse', reason: 'be kind' } }), { files: FILES })
  const crashed = await open.claw(['run', TASK], { CLOSED_CLAW_CRASHPOINT: 'attempt.before' })
  expect(crashed.signal).toBe('SIGKILL')
  const [run] = (await open.result(['runs'])) as { run_id: string }[]
  const done = await open.claw(['resume', run?.run_id ?? ''])
  expect(done.document).toMatchObject({ ok: true, subtasks: [{ agent_id: 'light-verse' }] })
  expect(open.server.chats().filter((chat) => chat.schema === 'agent_choice')).toHaveLength(1)
})

test('a choice that is explained at length is still the choice', { timeout: 30_000 }, async () => {
  open = await scene(choosing({ json: { agent_id: 'satire-verse', reason: 'a mayor is powerful; '.repeat(60) } }), { files: FILES })
  const ran = await open.claw(['run', TASK])
  const [decided] = ran.of('route.decided')
  expect(decided?.data).toMatchObject({ action: 'reranked', agent_id: 'satire-verse' })
  expect(String(decided?.data.reason).length).toBeLessThan(500)
})
