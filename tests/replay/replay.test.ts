import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { approvalIds, type Ran, read, type Scene, scene, subtask } from '../coordinator/scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

interface Replayed {
  readonly code: number | null
  readonly stdout: string
  readonly result: {
    same: boolean
    events: number
    model_calls: number
    tool_calls: number
    first: { hint: string | null } | null
    ended_early: string | null
  }
}

async function replay(ran: Ran | string): Promise<Replayed> {
  const { place, env, server } = open as Scene
  const before = [server.requests.length, snapshot(place.workspace)]
  const run = await place.run(['replay', typeof ran === 'string' ? ran : (ran.document.run_id ?? ''), '--json'], {
    env: { ...env, TMPDIR: place.root },
  })
  expect([server.requests.length, snapshot(place.workspace)]).toEqual(before)
  return { code: run.code, stdout: run.stdout, result: JSON.parse(run.stdout).result }
}

/** Every file outside of the registry, with what it holds. */
function snapshot(workspace: string): string[] {
  return readdirSync(workspace, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/registry\.db|checkpoints\.db/.test(entry.name))
    .map((entry) => `${join(entry.parentPath, entry.name)} ${readFileSync(join(entry.parentPath, entry.name), 'utf8').length}`)
    .sort()
}

const AGENT = {
  'agents/tester/manifest.json': JSON.stringify({
    agent_id: 'tester',
    name: 'Tester',
    description: 'Does what the test says.',
    tags: [],
    tools_allowlist: ['file_io', 'terminal'],
    skill_ids: [],
    examples: ['do it'],
    entrypoint: 'builtin',
    requires_approval_for: ['file_io'],
    version: '1.0.0',
    created_at: '2026-01-01T00:00:00.000Z',
    created_by: 'test',
  }),
  'agents/tester/skill.md': '## Role\nTest.\n',
}
const APPEND = { name: 'file_io', args: { op: 'append', path: 'effects.log', content: 'done\n' } }

describe('claw replay', () => {
  test('an approved effect is not made again; an edited agent is named; a scratch folder does not stay', { timeout: 60_000 }, async () => {
    open = await scene([{ when: { turn: 0 }, reply: { tool_calls: [APPEND] } }, { reply: 'appended' }], { files: AGENT })
    const parked = await open.claw(['run', 'do it', '--agent', 'tester'])
    expect(parked.code).toBe(6)
    expect(await replay(parked)).toMatchObject({ code: 0, result: { same: true, model_calls: 1, tool_calls: 0 } })
    await open.place.run(['approve', approvalIds(parked)[0] ?? ''], { env: open.env })
    const ran = await open.claw(['resume', parked.document.run_id ?? ''])
    expect(ran.document).toMatchObject({ ok: true, result: 'appended' })
    expect(open.file('effects.log')).toBe('done\n')
    rmSync(join(open.place.workspace, 'effects.log'))
    expect(await replay(ran)).toMatchObject({ code: 0, result: { same: true, model_calls: 2, tool_calls: 1, first: null } })
    expect(existsSync(join(open.place.workspace, 'effects.log'))).toBe(false)
    expect(readdirSync(open.place.root).filter((name) => name.startsWith('claw-replay-'))).toEqual([])
    open.place.write('agents/tester/skill.md', '## Role\nTest harder.\n')
    const edited = await replay(ran)
    expect(edited).toMatchObject({ code: 1, result: { same: false } })
    expect(edited.result.first?.hint).toContain("instructions of agent 'tester'")
    const audit = (await open.result(['audit', '--action', 'run.replayed'])) as { decision: string }[]
    expect(audit.map(({ decision }) => decision)).toEqual(['diverged', 'same', 'same'])
    rmSync(join(open.place.workspace, 'agents'), { recursive: true })
    const gone = await open.place.run(['replay', ran.document.run_id ?? ''], { env: open.env })
    expect(gone.code).toBe(8)
    expect(gone.stderr).toContain("Agent 'tester'")
  })

  test('two phases side by side with web-like races give the same events; a run that was killed and resumed does, too', {
    timeout: 90_000,
  }, async () => {
    const ids = ['s1', 's2', 's3']
    open = await scene(
      [
        {
          when: { schema: 'plan', any: '# Found out' },
          reply: {
            json: {
              reason: 'work',
              execution: ids.map((id) =>
                subtask(`e${id}`, { task: `Read the file ${id}.txt of this folder for part ${id}`, depends_on: [id] }),
              ),
            },
          },
        },
        { when: { schema: 'plan' }, reply: { json: { reason: 'find out', discovery: ids.map((id) => subtask(id)), execution: [] } } },
        { when: { schema: 'synthesis' }, reply: { json: { answer: 'All is done.', verdicts: [] } } },
        ...ids.map((id) => ({ when: { task: `${id}.txt`, turn: 0 }, reply: { tool_calls: [read(`${id}.txt`)] } })),
        { reply: 'read' },
      ],
      { files: Object.fromEntries(ids.map((id) => [`${id}.txt`, `text of ${id}\n`])) },
    )
    const task = 'First find out what is in the three files, then work on each of the three parts.'
    const ran = await open.claw(['run', task])
    expect(ran.document.error).toBeNull()
    expect(ran.document).toMatchObject({ ok: true, result: 'All is done.' })
    expect(await replay(ran)).toMatchObject({ code: 0, result: { same: true, tool_calls: 6 } })
    const killed = await open.claw(['run', task], { CLOSED_CLAW_CRASHPOINT: 'effect.before:2' })
    expect(killed.signal).toBe('SIGKILL')
    const runs = (await open.result(['runs'])) as { run_id: string; status: string }[]
    const id = runs.find((row) => row.status === 'interrupted')?.run_id ?? ''
    const partly = await replay(id)
    expect(partly).toMatchObject({ code: 0, result: { same: true } })
    expect(partly.result.ended_early).not.toBeNull()
    const resumed = await open.claw(['resume', id])
    expect(resumed.document).toMatchObject({ ok: true })
    expect(await replay(resumed)).toMatchObject({ code: 0, result: { same: true, ended_early: null } })
  })

  test('an agent that was made is not made again, a run without a model needs none, and an unknown run is none', {
    timeout: 60_000,
  }, async () => {
    const profile = {
      name: 'Haiku poet',
      description: 'Writes haiku about landscapes: three lines, five, seven and five syllables. No prose.',
      tags: ['poetry'],
      tools: ['file_io'],
      skill_ids: [],
      examples: [
        'Compose a haiku about the sea',
        'a haiku on autumn leaves',
        'a short japanese poem about snow',
        'three lines on rain',
        'haiku: frost',
      ],
      role_text: '## Role\nYou write.\n## Decision rules\nCount.\n## Output\nThree lines.',
    }
    open = await scene([{ when: { schema: 'agent_profile' }, reply: { json: profile } }, { reply: 'old silent glacier' }], {
      env: { CLOSED_CLAW_CREATE_APPROVAL_REQUIRED: 'false' },
      files: { 'a.txt': 'a' },
    })
    const made = await open.claw(['run', 'Compose a haiku about the glaciers of Patagonia'])
    expect(made.document).toMatchObject({ ok: true, result: 'old silent glacier' })
    expect(await replay(made)).toMatchObject({ code: 0, result: { same: true, model_calls: 2 } })
    rmSync(join(open.place.workspace, '.closed_claw', 'agents'), { recursive: true })
    expect(await replay(made)).toMatchObject({ code: 0, result: { same: true } })
    const rules = await open.claw(['run', 'how many text files are here?', '--llm-provider', 'rules'])
    expect(rules.document).toMatchObject({ ok: true, engine: 'rules' })
    expect(await replay(rules)).toMatchObject({ code: 0, result: { same: true, model_calls: 0, tool_calls: 1 } })
    expect((await open.place.run(['replay', 'ffff'], { env: open.env })).code).toBe(8)
    expect((await open.place.run(['replay'], { env: open.env })).code).toBe(2)
  })
})
