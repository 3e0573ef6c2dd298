import { expect, test } from 'vitest'
import { menuFrame } from '../../../src/view/menu/menu-frame.ts'
import type { MenuMessage, MenuState, MenuStep } from '../../../src/view/menu/menu-state.ts'
import { openMenu, reduceMenu } from '../../../src/view/menu/reduce-menu.ts'
import { plainText } from '../../../src/view/menu/span.ts'
import { type OpenedAt, press } from './press.ts'

const CHOICES = { tools: ['file_io', 'terminal'], skills: [{ id: 'git', description: 'About git.' }] }
const PERMISSIONS = { policy: 'workspace', sandbox: 'bwrap', rows: [] }
const MANIFEST = {
  agent_id: 'log-reader',
  name: 'Log reader',
  description: 'Says what failed.',
  tags: ['logs'],
  tools_allowlist: ['file_io'],
  skill_ids: [],
  examples: ['what failed?'],
  entrypoint: { command: ['python3', 'main.py'] },
  limits: { steps: 5 },
  requires_approval_for: [],
  version: '1.0.0',
  created_at: '2026-11-21',
  created_by: 'me',
}
const TEXTS = { manifest: `${JSON.stringify(MANIFEST, null, 2)}\n`, skill: '# Role\n' }

const at = (destination: OpenedAt): MenuState => {
  const facts = { engine: 'rules', running: null, waiting: null }
  return openMenu(destination, { columns: 100, rows: 40, now: 0, facts }).state
}
const data = (message: unknown): MenuMessage => ({ type: 'data', screen: 1, data: message })
const paste = (words: string): MenuMessage => ({ type: 'paste', text: words })
const steps = (state: MenuState, ...messages: readonly MenuMessage[]): MenuStep =>
  messages.reduce<MenuStep>((step, message) => reduceMenu(step.state, message), { state, effects: [], closed: [], terminal: null })
const after = (state: MenuState, ...messages: readonly MenuMessage[]): MenuState => steps(state, ...messages).state
const text = (state: MenuState): string => menuFrame(state).lines.map(plainText).join('\n')
const checked = (problems: readonly string[] = []): MenuMessage => {
  const files = [{ name: 'manifest.json', text: '{}' }]
  const found = { problems, twin: null, notes: ['worth knowing'], agent_id: 'log-reader', folder: '/w/log-reader', files }
  return data({ type: 'checked', checked: found })
}

const making = (): MenuState => after(at({ to: 'agent-new' }), data({ type: 'choices', choices: CHOICES }), ...press('right', 'ctrl+s'))

test('a new agent field by field: each change is checked, one check at a time, and problems stand at their field', () => {
  const typed = steps(making(), paste('Log reader'))
  expect(typed.effects).toMatchObject([{ effect: { do: 'judge', tools: [] } }, { effect: { do: 'check', draft: { name: 'Log reader' } } }])
  expect(steps(typed.state, paste('s')).effects).toEqual([])
  const again = steps(typed.state, paste('s'), checked(['name: there is an agent of this name']))
  expect(again.effects).toMatchObject([{ effect: { do: 'check', draft: { name: 'Log readers' } } }])
  const judged = data({ type: 'judged', permissions: PERMISSIONS })
  const told = after(again.state, judged, checked(['name: there is an agent of this name']))
  expect(text(told)).toContain('! there is an agent of this name')
  expect(text(told)).toContain('worth knowing')
})

test('nothing is made before the whole folder was shown and taken', () => {
  const filled = after(
    making(),
    paste('Log reader'),
    ...press('tab'),
    paste('Says what failed.'),
    ...press('tab', 'tab', 'tab'),
    paste('what failed?'),
  )
  const review = after(filled, data({ type: 'judged', permissions: PERMISSIONS }), checked(), checked(), ...press('ctrl+s'), checked())
  expect(text(review)).toContain('Make log-reader? This is all of it:')
  const made = steps(review, ...press('y'))
  expect(made.effects).toMatchObject([{ effect: { do: 'make', draft: { name: 'Log reader', examples: ['what failed?'] } } }])
  expect(text(after(made.state, data({ type: 'failed' })))).toContain('Make log-reader?')
  expect(text(after(review, ...press('n')))).toContain('Says what failed.')
})

const editing = (texts = TEXTS): MenuState => {
  const agent = { texts, digest: 'before', copy_to: null }
  const checks = data({ type: 'checked', problems: [] })
  return after(at({ to: 'agent-edit', agent_id: 'log-reader' }), data({ type: 'looked', agent, choices: CHOICES }), checks)
}
const saved = (step: MenuStep): { texts: { manifest: string; skill: string }; expected: string } =>
  (step.effects.at(-1) as unknown as { effect: { texts: { manifest: string; skill: string }; expected: string } }).effect

test('what the form does not ask for stays, and an unchanged manifest stays to the letter', () => {
  expect(saved(steps(editing(), ...press('ctrl+s')))).toEqual({ do: 'save', agent_id: 'log-reader', texts: TEXTS, expected: 'before' })
  const odd = { manifest: JSON.stringify(MANIFEST), skill: 'no newline' }
  expect(saved(steps(editing(odd), ...press('ctrl+s'))).texts).toEqual(odd)
  const edited = JSON.parse(saved(steps(editing(), paste(' two'), ...press('ctrl+s'))).texts.manifest)
  expect(edited).toEqual({ ...MANIFEST, name: 'Log reader two' })
})

test('a list, a number and a group of the manifest', () => {
  const tools = steps(editing(), ...press('tab', 'tab', 'tab', 'down', 'space'), ...press('ctrl+s'))
  expect(JSON.parse(saved(tools).texts.manifest).tools_allowlist).toEqual(['file_io', 'terminal'])
  const model = steps(editing(), ...press(...Array.from({ length: 8 }, () => 'tab')), paste('gpt'), ...press('ctrl+s'))
  expect(JSON.parse(saved(model).texts.manifest)).toMatchObject({ model: { name: 'gpt' }, limits: { steps: 5 } })
})

test('a broken edit is told at its field and nothing is lost', () => {
  const problems = [{ file: 'manifest.json', line: 3, message: 'description: "x" is wrong' }]
  const told = after(editing(), ...press('tab'), paste('!'), data({ type: 'checked', problems }))
  expect(text(told)).toContain('! "x" is wrong')
  const refused = steps(told, ...press('ctrl+s'))
  expect(refused.effects).toEqual([])
  expect(text(refused.state)).toContain('Says what failed.!')
})

test('a manifest that is no JSON is edited as it is', () => {
  const state = editing({ manifest: '{ torn', skill: '# Role\n' })
  expect(text(state)).toContain('{ torn')
  expect(text(after(state, ...press('ctrl+s')))).toContain('is not JSON')
})

test('an edit that somebody else has overtaken is not saved: both are shown, and either can be taken', () => {
  const theirs = { texts: { ...TEXTS, skill: '# Theirs\n' }, digest: 'theirs', copy_to: null }
  const overtaken = after(editing(), paste(' two'), ...press('ctrl+s'), data({ type: 'overtaken', agent: theirs }))
  expect(text(overtaken)).toMatch(/Somebody else has changed this agent/)
  expect(text(overtaken)).toMatch(/\+# Theirs/)
  const mine = saved(steps(overtaken, ...press('m')))
  expect(mine.expected).toBe('theirs')
  expect(mine.texts.manifest).toContain('Log reader two')
  expect(text(after(overtaken, ...press('t')))).toContain('# Theirs')
  expect(text(after(overtaken, ...press('escape')))).toContain('Log reader two')
})

test('who would be given a task: asked, and told with the candidates', () => {
  const asked = steps(
    at({ to: 'why', about: 'agent', task: '' }),
    data({ type: 'tools', tools: ['file_io'] }),
    paste('what failed?'),
    ...press('ctrl+s'),
  )
  expect(asked.effects).toMatchObject([{ effect: { do: 'ask', about: 'agent', task: 'what failed?', tools: [] } }])
  const candidate = {
    agent_id: 'log-reader',
    name: 'n',
    description: 'd',
    score: 0.9,
    fused: 1,
    parts: {},
    closest: 'what\u001b failed',
    excluded: null,
  }
  const why = {
    task: 'what failed?',
    embedder: 'e',
    threshold: 0.6,
    required_tools: [],
    action: 'reuse',
    agent_id: 'log-reader',
    score: 0.9,
    reason: 'it fits',
    close: [],
    agents: 1,
    candidates: [candidate],
    run: { engine: 'rules', reason: 'r', parts: [], suggestions: [] },
  }
  const told = after(asked.state, data({ type: 'agent', why }))
  expect(text(told)).toMatch(/decision +log-reader \(the best has probability 0\.90/)
  expect(text(told)).not.toContain('\u001b')
})
