import { afterEach, describe, expect, test } from 'vitest'
import { startClaw } from '../coordinator/running-claw.ts'
import { approvalIds, type Scene, scene } from '../coordinator/scene.ts'
import { type InTerminal, inTerminal } from '../helpers/in-terminal.ts'

let open: Scene | undefined
let terminal: InTerminal | undefined
afterEach(async () => {
  terminal?.kill()
  await open?.close()
})

const TASK = 'Compose a haiku about the glaciers of Patagonia'
const ROLE = `# Role\nYou write haiku.\n\n# Decision rules\n${Array.from({ length: 40 }, (_, i) => `- rule ${i + 1}: count the syllables of line ${i + 1}`).join('\n')}`
const PROFILE = {
  name: 'Haiku poet',
  description: 'Writes haiku about landscapes: three lines. No prose.',
  tags: ['poetry'],
  tools: ['file_io'],
  skill_ids: ['file_system'],
  examples: ['a haiku on snow', 'haiku: the sea', 'three lines about autumn', 'poem of rain, japanese style', 'moon haiku'],
  role_text: ROLE,
}
const SCRIPT = [{ when: { schema: 'agent_profile' }, reply: { json: PROFILE } }, { reply: 'old silent glacier' }]
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

describe('the gate, in the built program', () => {
  test('interactive: the question shows everything before Allow; a no is exit 5, and nothing is made', { timeout: 60_000 }, async () => {
    open = await scene(SCRIPT)
    terminal = inTerminal(['run', TASK], { cwd: open.place.workspace, env: { ...open.place.env, ...open.env } })
    await terminal.shows('[3] Allow once')
    const screen = terminal.screen()
    for (const part of [
      'name       Haiku poet',
      PROFILE.description,
      'tools      file_io',
      'skills     file_system',
      ...PROFILE.examples,
      '- rule 40',
      '# When to stop',
    ])
      expect(screen.replace(/\s+/g, ' ')).toContain(part.replace(/\s+/g, ' '))
    expect(screen.indexOf('# When to stop')).toBeLessThan(screen.indexOf('[3] Allow once'))
    expect(screen).toContain('not offered: Allow for this run (this is asked each time)')
    await pause(600)
    terminal.type('1')
    expect(await terminal.ended).toBe(5)
    expect(((await open.result(['agents'])) as { agent_id: string }[]).some((agent) => agent.agent_id.startsWith('haiku'))).toBe(false)

    terminal = inTerminal(['run', TASK], { cwd: open.place.workspace, env: { ...open.place.env, ...open.env } })
    await terminal.shows('[3] Allow once')
    await pause(600)
    terminal.type('3')
    expect(await terminal.ended).toBe(0)
    expect(terminal.screen()).toContain('old silent glacier')
  })

  test('web: the terminal is not asked; the run waits until another process answers, then goes on by itself', {
    timeout: 60_000,
  }, async () => {
    open = await scene(SCRIPT)
    terminal = inTerminal(['run', TASK, '--create-approval-mode', 'web'], {
      cwd: open.place.workspace,
      env: { ...open.place.env, ...open.env },
    })
    const there = open
    const pending = await pendingApproval(there)
    await pause(500)
    expect(terminal.screen()).not.toContain('[3] Allow once')
    expect((await there.place.run(['approve', pending.approval_id], { env: there.env })).code).toBe(0)
    expect(await terminal.ended).toBe(0)
    expect(terminal.screen()).toContain('old silent glacier')
  })

  test('approved, then resumed without the model: nothing is lost, and with the model it is made as approved', {
    timeout: 60_000,
  }, async () => {
    open = await scene(SCRIPT)
    const parked = await open.claw(['run', TASK])
    const run_id = parked.document.run_id ?? ''
    await open.result(['approve', approvalIds(parked)[0] ?? ''])
    const without = await open.place.run(['resume', run_id, '--json'])
    expect([without.code, JSON.parse(without.stdout).error.code]).toEqual([4, 'MODEL_UNAVAILABLE'])
    const ran = await open.claw(['resume', run_id])
    expect([ran.document.status, ran.of('agent.created').length]).toEqual(['completed', 1])
    expect(open.server.chats().filter((chat) => chat.schema === 'agent_profile')).toHaveLength(1)
  })

  test('without any model: parked, approved and resumed like any other', { timeout: 60_000 }, async () => {
    open = await scene([])
    for (const agent of ['terminal-master', 'web-researcher']) await open.result(['agent', 'disable', agent])
    const rules = { CLOSED_CLAW_LLM_PROVIDER: 'rules' }
    const parked = await open.claw(['run', 'Run the command "echo hi"'], rules)
    expect([parked.code, approvalIds(parked).length], parked.stdout).toEqual([6, 1])
    await open.result(['approve', approvalIds(parked)[0] ?? ''])
    const ran = await open.claw(['resume', parked.document.run_id ?? ''], rules)
    expect(ran.of('agent.created')).toHaveLength(1)
    expect(ran.document).toMatchObject({ status: 'completed', engine: 'rules' })
  })

  test('not required means approve; a setting of deny proposes nothing', { timeout: 60_000 }, async () => {
    open = await scene(SCRIPT)
    const denied = await open.claw(['run', TASK], { CLOSED_CLAW_CREATE_APPROVAL_MODE: 'deny' })
    expect([denied.code, open.server.requests.length]).toEqual([5, 0])
    const parked = startClaw(open, ['run', TASK])
    const ran = await parked.ended
    expect([ran.code, approvalIds(ran).length]).toEqual([6, 1])
    const free = await open.claw(['run', TASK], { CLOSED_CLAW_CREATE_APPROVAL_REQUIRED: 'false' })
    expect(free.of('approval.decided').map((event) => event.data.by)).toEqual(['setting:approve'])
    expect(free.document.ok).toBe(true)
  })
})

async function pendingApproval(there: Scene): Promise<{ approval_id: string; kind: string }> {
  for (let tries = 0; tries < 60; tries += 1) {
    const [first] = (await there.result(['approvals'])) as { approval_id: string; kind: string; status: string }[]
    if (first?.status === 'pending') return first
    await pause(200)
  }
  throw new Error('no approval was asked for')
}
