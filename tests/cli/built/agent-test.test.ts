import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'

const TASK = 'How many files are here?'
let place: ClawPlace

beforeEach(() => {
  place = clawPlace({ 'a.txt': 'one' })
})
afterEach(() => place.remove())

const claw = (...args: string[]) => place.run(args)
const json = async (...args: string[]) => JSON.parse((await claw(...args, '--json')).stdout)

function bringProgram(code: string): void {
  const folder = '.closed_claw/agents/counter'
  const manifest = {
    agent_id: 'counter',
    name: 'Counter',
    description: 'Counts what it is given and says how many there are',
    tags: [],
    tools_allowlist: [],
    skill_ids: [],
    examples: ['count these words'],
    entrypoint: { command: ['python3', 'main.py'] },
    requires_approval_for: [],
    version: '1.0.0',
    created_at: '2026-01-01T00:00:00.000Z',
    created_by: 'test',
  }
  place.write(`${folder}/manifest.json`, JSON.stringify(manifest))
  place.write(`${folder}/skill.md`, '# Role\n\nCounts, and does nothing else.\n')
  place.write(`${folder}/main.py`, code)
}

describe('claw agent test', () => {
  it('runs the task for real and says what was seen', async () => {
    const passed = await json('agent', 'test', 'file-analyst', TASK)
    expect(passed).toMatchObject({
      ok: true,
      exit_code: 0,
      result: { passed: true, routing: { chosen: true }, tools: [{ tool: 'file_io', ok: 1, failed: 0 }], failures: [] },
    })
    expect(passed.result.capsules).toHaveLength(1)
    const text = await claw('agent', 'test', 'file-analyst', TASK)
    expect(text.stdout).toMatch(/^passed +file-analyst: completed\nrouting +it would be given this task \(0\.\d+/)
  })

  it('a failure is one, and who would not be chosen is told from who cannot', async () => {
    const failed = await json('agent', 'test', 'web-researcher', TASK)
    expect(failed).toMatchObject({ ok: false, result: { passed: false, routing: { chosen: false, agent_id: 'file-analyst' } } })
    const stolen = await claw('agent', 'test', 'writer', TASK)
    expect([stolen.code, stolen.stdout]).toEqual([10, expect.stringContaining('it would NOT be given this task')])
    expect((await claw('agent', 'test', 'writer')).code).toBe(2)
    await claw('agent', 'disable', 'writer')
    expect((await claw('agent', 'test', 'writer', TASK)).stderr).toContain('claw agent enable writer')
  })

  it.each([
    ['print("not json", flush=True)', 'PROTOCOL_BAD_JSON', 'not json'],
    ['print(json.dumps({"type": "progres", "text": "\\u202e"}), flush=True)', 'PROTOCOL_UNKNOWN_TYPE', '"progres"'],
    ['sys.exit(3)', 'CAPSULE_EXITED', null],
  ])('--handshake names what broke the protocol: %s', async (code, error, line) => {
    bringProgram(`import sys, json\nsys.stdin.readline()\n${code}\n`)
    const done = await json('agent', 'test', 'counter', '--handshake')
    expect(done).toMatchObject({
      exit_code: 1,
      result: { ok: false, code: error, line: line === null ? null : expect.stringContaining(line) },
    })
  })

  it('--handshake refuses what is asked for, and passes who takes it', async () => {
    bringProgram(
      [
        'import sys, json',
        'sys.stdin.readline()',
        'say = lambda m: print(json.dumps(m), flush=True)',
        'say({"type": "tool_call_intent", "id": "1", "tool": "file_io", "args": {"op": "write", "path": "x", "content": "y"}, "reason": "r"})',
        'answer = json.loads(sys.stdin.readline())',
        'metrics = {"steps": 1, "tool_calls": 1, "model_calls": 0}',
        'say({"type": "agent_response", "status": "ok", "result": answer["ok"], "artifacts": [], "memory_updates": [], "metrics": metrics})',
      ].join('\n'),
    )
    expect((await json('agent', 'test', 'counter', '--handshake')).result).toMatchObject({
      ok: true,
      seen: ['tool_call_intent', 'agent_response'],
    })
    expect(existsSync(join(place.workspace, 'x'))).toBe(false)
    expect((await json('audit', '--action', 'agent.handshake')).result).toMatchObject([{ target: 'counter', decision: 'ok' }])
    await claw('run', 'count these words', '--agent', 'counter')
    writeFileSync(join(place.workspace, '.closed_claw/agents/counter/main.py'), 'print(1)')
    expect((await claw('agent', 'test', 'counter', '--handshake')).stderr).toContain('claw agent accept counter')
  })
})

it('claw agent promote: into the project, without memory and logs; the record and the memory go on', async () => {
  await claw('agent', 'edit', 'file-analyst', '--set', 'version=2.0.0')
  await claw('run', TASK)
  const done = await json('agent', 'promote', 'file-analyst')
  const project = join(place.workspace, 'agents/file-analyst')
  expect([done.result.folder.endsWith('/agents/file-analyst'), readdirSync(project).sort()]).toEqual([true, ['manifest.json', 'skill.md']])
  const shown = (await json('agent', 'file-analyst')).result
  expect(shown).toMatchObject({ source: 'workspace', metrics: { runs: 1 }, pin: { state: 'same', trust: 'accepted' } })
  expect(shown.memory.episodes).toBe(1)
  expect((await claw('agent', 'promote', 'file-analyst')).stderr).toContain('an agent of the project already')
  expect((await json('audit', '--action', 'agent.promoted')).result).toMatchObject([{ target: 'file-analyst' }])

  place.write('.closed_claw/agents/file-analyst/manifest.json', JSON.stringify({ ...shown.manifest, version: '3.0.0' }))
  place.write('.closed_claw/agents/file-analyst/skill.md', shown.skill_text)
  expect((await claw('agent', 'promote', 'file-analyst')).stderr).toContain('--force')
  expect((await json('agent', 'promote', 'file-analyst', '--force', '--with-memory')).result.version_kept).toBe(1)
  expect(readdirSync(project)).toContain('memory.db')
  expect((await json('agent', 'file-analyst')).result.manifest.version).toBe('3.0.0')
  await claw('agent', 'restore', 'file-analyst')
  expect((await json('agent', 'file-analyst')).result.manifest.version).toBe('2.0.0')
})
