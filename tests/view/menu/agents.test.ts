import { expect, test } from 'vitest'
import { menuFrame } from '../../../src/view/menu/menu-frame.ts'
import type { MenuMessage, MenuState, MenuStep } from '../../../src/view/menu/menu-state.ts'
import { openMenu, reduceMenu } from '../../../src/view/menu/reduce-menu.ts'
import { plainText } from '../../../src/view/menu/span.ts'
import { textWidth } from '../../../src/view/text-width.ts'
import { agentDetail, agentRow, skillRow } from './agent-rows.ts'
import { type OpenedAt, press } from './press.ts'

const FACTS = { engine: 'rules', running: null, waiting: null }
const at = (destination: OpenedAt, columns = 100, rows = 30): MenuState =>
  openMenu(destination, { columns, rows, now: 10_000, facts: FACTS }).state
const data = (message: unknown): MenuMessage => ({ type: 'data', screen: 1, data: message })
const steps = (state: MenuState, ...messages: readonly MenuMessage[]): MenuStep =>
  messages.reduce<MenuStep>((step, message) => reduceMenu(step.state, message), { state, effects: [], closed: [], terminal: null })
const after = (state: MenuState, ...messages: readonly MenuMessage[]): MenuState => steps(state, ...messages).state
const text = (state: MenuState): string => menuFrame(state).lines.map(plainText).join('\n')

const MADE = agentRow({ agent_id: 'log-reader', name: 'Log reader', source: 'workspace_state' })
const BROKEN = agentRow({ agent_id: 'torn', name: 'torn', source: 'workspace', status: 'broken', problem: 'manifest.json: not JSON' })
const SHIPPED = agentRow({ agent_id: 'writer', name: 'Writer' })
const TRASHED = { agent_id: 'old-one', deleted_at: 4000, name: 'Old one', folder: '/w/.closed_claw/trash/agents/x' }
const list = (agents = [MADE, SHIPPED, BROKEN], trash = [TRASHED]): MenuState =>
  after(at({ to: 'agents' }), data({ type: 'looked', agents, trash }), data({ type: 'rested' }))

test('the list tells how each agent stands, the hidden and the deleted ones too', () => {
  const hiding = agentRow({ agent_id: 'writer', source: 'workspace_state', shadows: ['/claw/agents/writer'] })
  const shown = text(list([MADE, hiding, BROKEN, agentRow({ agent_id: 'off', status: 'disabled' })]))
  expect(shown).toMatch(/log-reader +active +Log reader +made/)
  expect(shown).toMatch(/torn +broken/)
  expect(shown).toMatch(/off +disabled/)
  expect(shown).toMatch(/writer +shadowed +\/claw\/agents\/writer/)
  expect(shown).toMatch(/old-one +deleted +Old one +trash/)
  expect(shown).toContain('4 agents, 1 broken, 1 in the trash')
})

test('a changed one is marked before the ones that are as they were', () => {
  const pin = { state: 'asks', trust: 'found', digest: 'd', what: ['tools +terminal'] } as const
  const shown = text(list([agentRow({ agent_id: 'log-reader', source: 'workspace', pin })]))
  expect(shown).toMatch(/log-reader +changed/)
  expect(shown).toContain('asked about before it runs: tools +terminal')
})

test('why an agent is broken stands below the list', () => {
  const there = text(after(list(), ...press('down', 'down')))
  expect(there).toMatch(/^> torn +broken/m)
  expect(there).toContain('manifest.json: not JSON')
})

test('deleting asks, says what goes, and does it for yes alone', () => {
  const asked = after(list(), ...press('d'))
  expect(text(asked)).toMatch(/Delete log-reader\?/)
  expect(text(asked)).toMatch(/with it .*skill\.md.*memory/)
  expect(text(after(asked, ...press('n')))).not.toContain('Delete log-reader?')
  expect(steps(asked, ...press('y')).effects).toMatchObject([{ effect: { do: 'delete', agent_ids: ['log-reader'] } }])
})

test('what comes with claw is not deleted, and it says what can be done instead', () => {
  expect(text(after(list(), ...press('down', 'd')))).toContain('it comes with claw; o disables it')
})

test('undo brings the chosen deleted one back, or else the last', () => {
  expect(steps(list(), ...press('u')).effects).toMatchObject([{ effect: { do: 'bring-back', agent_id: 'old-one' } }])
  expect(text(after(list([MADE], []), ...press('u')))).toContain('the trash is empty')
})

test('deleting all needs the very words', () => {
  const asked = after(list(), ...press('D'))
  expect(text(asked)).toContain('log-reader')
  expect(text(asked)).not.toContain('writer')
  expect(text(after(asked, ...press('y', 'enter')))).toContain('Nothing was deleted')
  expect(steps(asked, { type: 'paste', text: 'DELETE ALL' }, ...press('enter')).effects).toMatchObject([
    { effect: { do: 'delete', agent_ids: ['log-reader'] } },
  ])
})

test('it looks again each second, one look at a time, and when it is seen again', () => {
  const first = at({ to: 'agents' })
  expect(steps(first, { type: 'tick', now: 11_000 }).effects).toEqual([])
  expect(steps(list(), { type: 'tick', now: 11_000 }).effects).toMatchObject([{ effect: { do: 'look' } }])
})

test('names and texts of others do nothing to the screen, however long', () => {
  const evil = `\u001b[31mred\u001b[2J \u202egnp.exe\u0007 ${'長'.repeat(200)}`
  const rows = [
    agentRow({ agent_id: 'evil', name: evil, description: evil.repeat(100), tags: [evil], tools: [evil], problem: evil, status: 'broken' }),
  ]
  for (const columns of [40, 100, 200]) {
    const state = after(at({ to: 'agents' }, columns, columns / 4), data({ type: 'looked', agents: rows, trash: [] }))
    for (const line of menuFrame(state).lines.map(plainText)) {
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/)
      expect(textWidth(line)).toBeLessThanOrEqual(columns)
    }
  }
})

test('the parts of an agent are gone through with Tab; 100 kB of skill.md scroll', () => {
  const skill_text = `# Role\n${'long words\t\u001b[0m '.repeat(7000)}\nthe very end`
  const agent = agentDetail({ agent_id: 'log-reader', skill_text, manifest: { examples: ['what failed?'], created_by: 'me' } })
  const open = after(at({ to: 'agent', agent_id: 'log-reader' }), data({ type: 'looked', agent, versions: [] }), data({ type: 'rested' }))
  expect(text(open)).toContain('[overview]')
  const skill = after(open, ...press('tab', 'tab', 'tab'))
  expect(text(skill)).toContain('[skill.md]')
  const seen = (state: MenuState): MenuState => after(state, { type: 'shown', shown: menuFrame(state).shown })
  const end = after(seen(skill), ...press('G'))
  expect(text(end)).toContain('the very end')
  expect(text(end)).not.toContain('\u001b')
  expect(text(after(skill, ...press('tab')))).toContain('what failed?')
})

test('what the policy lets it do is shown with the rule, and asked anew when the agent has changed', () => {
  const agent = agentDetail({ agent_id: 'log-reader', digest: 'one' })
  const looked = (digest: string): MenuMessage => data({ type: 'looked', agent: { ...agent, digest }, versions: [] })
  const first = steps(at({ to: 'agent', agent_id: 'log-reader' }), looked('one'))
  expect(first.effects).toMatchObject([{ effect: { do: 'judge' } }])
  expect(steps(first.state, looked('one')).effects).toEqual([])
  expect(steps(first.state, looked('two')).effects).toMatchObject([{ effect: { do: 'judge' } }])
  const rows = [{ tool: 'terminal', call: 'runs a command', decision: 'ask', rule: 'workspace.exec', reason: 'outside' }]
  const judged = data({ type: 'judged', permissions: { policy: 'workspace', sandbox: 'none', rows }, findings: [] })
  expect(text(after(first.state, judged, ...press('tab')))).toMatch(/terminal +ask +runs a command +workspace\.exec/)
})

test('versions: the chosen one is compared with now, and put back after a yes', () => {
  const versions = [2, 1].map((version) => ({ version, at: '2026-11-21T10:00:00Z', by: 'me', why: 'edit', digest: 'd' }))
  const agent = agentDetail({ agent_id: 'log-reader' })
  const open = after(at({ to: 'agent', agent_id: 'log-reader' }), data({ type: 'looked', agent, versions }), data({ type: 'rested' }))
  const there = steps(open, ...press('shift+tab', 'shift+tab', 'shift+tab'))
  expect(there.effects).toMatchObject([{ effect: { do: 'compare', version: 2 } }])
  const compared = after(
    there.state,
    data({ type: 'compared', version: 2, before: { manifest: 'a\n', skill: 's\n' }, now: { manifest: 'b\n', skill: 's\n' } }),
  )
  expect(text(compared)).toMatch(/-a\n.*\+b/)
  expect(steps(compared, ...press('down')).effects).toMatchObject([{ effect: { do: 'compare', version: 1 } }])
  expect(steps(compared, ...press('enter', 'y')).effects).toMatchObject([{ effect: { do: 'restore-version', version: 2 } }])
})

test('an agent that has gone says so, and can be brought back from there', () => {
  const gone = after(at({ to: 'agent', agent_id: 'log-reader' }), data({ type: 'gone', trashed: true }))
  expect(text(gone)).toContain('u brings it back')
  expect(steps(gone, ...press('u')).effects).toMatchObject([{ effect: { do: 'bring-back' } }])
  expect(text(after(gone, ...press('e')))).toContain('it is deleted')
})

test('skills: loaded, changed, shadowed and rejected, with the reason', () => {
  const skills = [
    skillRow({ skill_id: 'git', agents: ['terminal-master'], recipes: 8 }),
    skillRow({ skill_id: 'terminal', shadows: ['/claw/skills/terminal'] }),
    skillRow({ skill_id: 'house', pin: { state: 'asks', trust: 'found', digest: 'd', what: ['SKILL.md'] } }),
    skillRow({ skill_id: 'torn', problem: 'SKILL.md has no text after its front matter' }),
  ]
  const state = after(at({ to: 'skills' }), data({ type: 'looked', skills }), data({ type: 'rested' }))
  const shown = text(state)
  expect(shown).toContain('3 skills, 1 rejected')
  expect(shown).toMatch(/git +loaded +8 +terminal-master/)
  expect(shown).toMatch(/terminal +shadowed .*\/claw\/skills\/terminal/)
  expect(shown).toMatch(/house +changed/)
  expect(shown).toMatch(/torn +rejected .*no text after its front matter/)
  expect(text(after(state, ...press('end', 'a')))).toContain('it is rejected')
})
