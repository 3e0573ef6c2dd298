import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { approvalIds, purposes, type Scene, scene } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const TASK = 'Compose a haiku about the glaciers of Patagonia'
const PROFILE = {
  name: 'Haiku poet',
  description: 'Writes haiku about landscapes: three lines, five, seven and five syllables. No prose.',
  tags: ['poetry'],
  tools: ['file_io'],
  skill_ids: [],
  examples: [
    'Compose a haiku about the sea',
    'a haiku on autumn leaves',
    'write a short japanese poem about snow',
    'three lines on rain, please',
    'haiku: first frost',
  ],
  role_text: '## Role\nYou write haiku-marker-91.\n## Decision rules\nCount syllables.\n## Output\nThree lines.',
}
const SCRIPT = [{ when: { schema: 'agent_profile' }, reply: { json: PROFILE } }, { reply: 'old silent glacier' }]

describe('no agent fits', () => {
  test('nobody there: the run parks; approve and resume make the agent, use it, and the next like task uses it again', {
    timeout: 60_000,
  }, async () => {
    open = await scene(SCRIPT)
    const parked = await open.claw(['run', TASK])
    expect(parked).toMatchObject({ code: 6, document: { status: 'waiting', error: { code: 'RUN_PARKED' } } })
    const [id = ''] = approvalIds(parked)
    expect(parked.document.error?.fix).toContain(`claw approve ${id}`)
    const agents = join(open.place.workspace, '.closed_claw', 'agents')
    expect(existsSync(agents) && readdirSync(agents).length > 0).toBe(false)
    const again = await open.claw(['resume', parked.document.run_id ?? ''])
    expect(again.code).toBe(6)
    expect(approvalIds(again)).toEqual([id])
    expect((await open.place.run(['approve', id], { env: open.env })).code).toBe(0)
    // A crash right after the approval was taken loses nothing.
    const crashed = await open.claw(['resume', parked.document.run_id ?? ''], { CLOSED_CLAW_CRASHPOINT: 'attempt.before' })
    expect(crashed.signal).toBe('SIGKILL')
    const done = await open.claw(['resume', parked.document.run_id ?? ''])
    expect(done.document).toMatchObject({
      ok: true,
      result: 'old silent glacier',
      subtasks: [{ agent_id: expect.stringMatching(/^haiku-poet/) }],
    })
    expect(purposes(done)).toEqual(['create_agent', 'agent'])
    expect(open.server.requests).toHaveLength(2)
    expect(done.of('agent.created')).toHaveLength(1)
    expect(readdirSync(agents)).toEqual([done.document.subtasks[0]?.agent_id])
    expect(JSON.stringify(open.server.chats()[1]?.messages)).toContain('haiku-marker-91')
    const second = await open.claw(['run', 'Compose a haiku about the sea of Norway'])
    expect(second.document).toMatchObject({ ok: true, subtasks: [{ agent_id: expect.stringMatching(/^haiku-poet/) }] })
    expect(purposes(second)).toEqual(['agent'])
  })

  test('approve: three model calls; deny: exit 5 and never a weaker agent; denied by a person as well', { timeout: 60_000 }, async () => {
    open = await scene(SCRIPT)
    const denied = await open.claw(['run', TASK, '--create-approval-mode', 'deny'])
    expect(denied).toMatchObject({ code: 5, document: { status: 'denied', error: { code: 'AGENT_CREATION_DENIED' } } })
    expect(open.server.requests).toHaveLength(0)
    const parked = await open.claw(['run', TASK, '--create-approval-mode', 'web'])
    expect(parked.code).toBe(6)
    expect((await open.place.run(['deny', approvalIds(parked)[0] ?? '', 'too', 'poetic'], { env: open.env })).code).toBe(0)
    const said = await open.claw(['resume', parked.document.run_id ?? ''])
    expect(said).toMatchObject({ code: 5, document: { status: 'denied' } })
    expect(said.document.error?.message).toContain('too poetic')
    const made = await open.claw(['run', TASK], { CLOSED_CLAW_CREATE_APPROVAL_REQUIRED: 'false' })
    expect(made.document).toMatchObject({ ok: true, subtasks: [{ agent_id: expect.stringMatching(/^haiku-poet/) }] })
    expect(made.of('approval.decided').map((event) => event.data.by)).toEqual(['setting:approve'])
    expect(purposes(made)).toEqual(['create_agent', 'agent'])
  })

  test('a new agent that uses a tool: three calls in all, one to make it, one to act, one to answer', { timeout: 60_000 }, async () => {
    const looks = { tool_calls: [{ name: 'file_io', args: { op: 'list' } }] }
    open = await scene([
      { when: { schema: 'agent_profile' }, reply: { json: PROFILE } },
      { when: { turn: 0 }, reply: looks },
      { reply: 'old silent glacier' },
    ])
    const made = await open.claw(['run', TASK, '--create-approval-mode', 'approve'])
    expect(made.document).toMatchObject({ ok: true, result: 'old silent glacier' })
    expect(purposes(made)).toEqual(['create_agent', 'agent', 'agent'])
    expect(open.server.requests).toHaveLength(3)
  })
})
