import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Scene, scene } from '../coordinator/scene.ts'
import { type ProposedPurpose, SAME_PURPOSE } from './purposes.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const [HAIKU, VERSE] = SAME_PURPOSE[0]
const TASK = 'Seventeen syllables on melting ice, in the manner of Basho'
const APPROVE = ['--create-approval-mode', 'approve']
const profile = ({ name, description, examples }: ProposedPurpose) => ({
  name,
  description,
  examples: [...examples],
  tags: [],
  tools: [],
  skill_ids: [],
  role_text: '# Role\nHaiku.',
})
const SCRIPT = [{ when: { schema: 'agent_profile' }, reply: { json: profile(VERSE) } }, { reply: 'ice drips' }]

/** An agent folder as somebody else would bring it along. */
function manifestOf(agent_id: string, { name, description, examples }: ProposedPurpose, version = '1.0.0'): string {
  const made = { version, created_at: '2026-01-01T00:00:00.000Z', created_by: 'somebody' }
  const lists = { tags: [], tools_allowlist: [], skill_ids: [], examples, requires_approval_for: [] }
  return JSON.stringify({ agent_id, name, description, ...lists, entrypoint: 'builtin', ...made })
}

async function withPoet(folder: string): Promise<Scene> {
  return scene(SCRIPT, {
    files: { [`${folder}/poet/manifest.json`]: manifestOf('poet', HAIKU), [`${folder}/poet/skill.md`]: '# Role\nHaiku.' },
  })
}
const actions = (run: Awaited<ReturnType<Scene['claw']>>): string[] => run.of('route.decided').map((event) => event.data.action)

describe('what an agent learns that is not claw’s to write to', () => {
  test.each(['agents', '.closed_claw/agents'])(
    'one that %s holds and nobody accepted keeps its text; the registry keeps the example',
    { timeout: 60_000 },
    async (folder) => {
      open = await withPoet(folder)
      const before = open.file(`${folder}/poet/manifest.json`)
      const first = await open.claw(['run', TASK, ...APPROVE])
      expect(first.of('agent.learned_example').map((event) => [event.data.agent_id, event.data.kept])).toEqual([['poet', 'registry']])
      expect(open.file(`${folder}/poet/manifest.json`)).toBe(before)
      expect(existsSync(join(open.place.workspace, folder, 'poet', 'versions'))).toBe(false)
      expect(((await open.result(['agent', 'poet'])) as { pin: object }).pin).toMatchObject({ trust: 'found' })
      for (const again of [TASK, `${TASK.toUpperCase()}!`]) expect(actions(await open.claw(['run', again, ...APPROVE]))).toEqual(['reuse'])
      expect(((await open.result(['agent', 'poet'])) as { learned: string[] }).learned).toEqual([TASK])
    },
  )

  test('the example outlives an upgrade of the agent, which embeds it anew', { timeout: 60_000 }, async () => {
    open = await withPoet('agents')
    await open.claw(['run', TASK, ...APPROVE])
    open.place.write(
      'agents/poet/manifest.json',
      manifestOf('poet', { ...HAIKU, description: `${HAIKU.description} Now better.` }, '2.0.0'),
    )
    const later = await open.claw(['run', TASK, ...APPROVE])
    expect(actions(later)).toEqual(['reuse'])
    expect(later.of('agent.changed')).toHaveLength(1)
  })

  test('a task that held a key is learned without it', { timeout: 60_000 }, async () => {
    open = await withPoet('agents')
    const key = 'sk-abcdefghijklmnopqrstuvwx123456'
    await open.claw(['run', `${TASK} ${key}`, ...APPROVE])
    const state = join(open.place.workspace, '.closed_claw')
    for (const name of readdirSync(state).filter((one) => one.startsWith('registry.db')))
      expect(readFileSync(join(state, name)).includes(key)).toBe(false)
    await open.place.run(['agent', 'disable', 'poet'], { env: open.env })
    const made = await open.claw(['run', `${TASK} ${key}`, ...APPROVE])
    const agent_id = made.of('agent.created')[0]?.data.agent_id ?? ''
    expect(open.file(`.closed_claw/agents/${agent_id}/manifest.json`)).toContain('Basho [redacted]')
  })
})

describe('without a model', () => {
  const RULES = { CLOSED_CLAW_LLM_PROVIDER: 'rules' }

  test('when nobody may do it, an agent is made from the skills, asks as the mode says, and is used', { timeout: 60_000 }, async () => {
    open = await scene([], { files: { 'a.ts': '1\n', 'b.ts': '2\n' }, env: RULES })
    for (const id of ['file-analyst', 'data-analyst', 'writer', 'terminal-master', 'web-researcher'])
      expect((await open.place.run(['agent', 'disable', id], { env: open.env })).code).toBe(0)
    const task = 'How many TypeScript files are here?'
    const denied = await open.claw(['run', task, '--create-approval-mode', 'deny'])
    expect(denied.code).toBe(5)
    const made = await open.claw(['run', task, ...APPROVE])
    expect(made.document).toMatchObject({ ok: true, result: { text: '2 TypeScript files.' } })
    const [created] = made.of('agent.created')
    expect(created?.data).toMatchObject({ name: 'File system helper', tools: ['file_io'], engine: 'rules' })
    const text = open.file(`.closed_claw/agents/${created?.data.agent_id}/skill.md`)
    expect(text).toMatch(/# What it does not do[\s\S]*# Output[\s\S]*# When to stop/)
    const again = await open.claw(['run', 'how many Markdown files are here?', ...APPROVE])
    expect(again.document.subtasks[0]?.agent_id).toBe(created?.data.agent_id)
    expect(again.of('agent.created')).toEqual([])
  })
})
