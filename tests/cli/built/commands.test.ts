import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLAW, type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'
import { type Rule, type ScriptedOpenAi, startScriptedOpenAi } from '../../helpers/scripted-openai.ts'

const RULES: Rule[] = [
  { when: { any: 'fetch the page', turn: 0 }, reply: { tool_calls: [{ name: 'web_fetch', args: { url: 'http://unnamed.test/' } }] } },
  { when: { any: 'fetch the page', turn: 1 }, reply: 'told: {{last}}' },
  {
    when: { any: 'ask me', turn: 0 },
    reply: { tool_calls: [{ name: 'ask_user', args: { question: 'Which colour?', options: ['red', 'blue'] } }] },
  },
  { when: { any: 'ask me', turn: 1 }, reply: 'told: {{last}}' },
  { when: { any: 'take your time' }, reply: { text: 'slept', delay_ms: 20_000 } },
  { when: { any: 'say something nasty' }, reply: 'nasty \u001b[31mred\u202e' },
]

let place: ClawPlace
let server: ScriptedOpenAi
let elsewhere: string

beforeAll(async () => {
  place = clawPlace({ 'a.ts': 'one', 'b.ts': 'twotwo', '.closed_claw/.keep': '', 'context.json': '{"team": "blue"}' })
  elsewhere = join(place.root, 'home')
  server = await startScriptedOpenAi(RULES)
})
afterAll(async () => {
  await server.close()
  place.remove()
})

const modelEnv = () => ({ OPENAI_API_KEY: 'sk-test-0123456789', OPENAI_BASE_URL: server.url, CLOSED_CLAW_RULES_FIRST: 'off' })
const claw = (args: readonly string[], more: { cwd?: string; input?: string } = {}) => place.run(args, { env: modelEnv(), ...more })

async function json(args: readonly string[], more: { cwd?: string } = {}) {
  const { code, stdout } = await claw([...args, '--json'], more)
  const document = JSON.parse(stdout)
  expect(document.exit_code).toBe(code)
  return document
}

async function parked(task: string, agent: string): Promise<{ run_id: string; asked: string }> {
  const { run_id, exit_code } = await json(['run', task, '--agent', agent])
  expect(exit_code).toBe(6)
  const asked = (await json(['approvals'])).result.find((row: { run_id: string }) => row.run_id === run_id)
  return { run_id, asked: asked.approval_id }
}

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 60; n += 1) {
    if (await check()) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('it did not come about')
}

const statusOf = async (run_id: string): Promise<string> =>
  (await json(['runs'])).result.find((row: { run_id: string }) => row.run_id === run_id)?.status

describe('what waits is answered from another folder, by a prefix', () => {
  it('deny with a reason: the agent is told, the second answer is refused', async () => {
    const { run_id, asked } = await parked('fetch the page', 'web-researcher')
    expect((await claw(['runs'])).stdout).toMatch(/waiting \(approval\)[\s\S]*claw approvals/)
    expect((await claw(['approvals'])).stdout).toContain('web_fetch http://unnamed.test/')
    const denied = await claw(['deny', asked.slice(0, 5), 'use', 'the', 'mirror'], { cwd: elsewhere })
    expect([denied.code, denied.stdout]).toEqual([0, expect.stringContaining(`claw resume ${run_id}`)])
    expect((await json(['approve', asked], { cwd: elsewhere })).error).toMatchObject({ code: 'ALREADY_ANSWERED' })
    const resumed = await claw(['resume', run_id.slice(0, 6)], { cwd: elsewhere })
    expect([resumed.code, resumed.stdout]).toEqual([0, expect.stringContaining('use the mirror')])
    expect(resumed.stderr).toContain('resumed')
    expect(resumed.stderr).not.toContain('claw approve')
    expect((await json(['resume', run_id])).error.code).toBe('NOT_RESUMABLE')
  })

  it('approve --for-run, and resume without an id', async () => {
    const { asked } = await parked('fetch the page', 'web-researcher')
    expect((await json(['approve', asked.slice(0, 4), '--for-run'])).result).toMatchObject({ status: 'approved' })
    const { ok, result } = await json(['resume'])
    expect([ok, JSON.stringify(result)]).toEqual([true, expect.stringContaining('unnamed.test')])
    expect((await json(['resume'])).exit_code).toBe(8)
  })

  it('answer: a number is its option; approve and deny point to it', async () => {
    const { run_id, asked } = await parked('ask me', 'writer')
    for (const command of ['approve', 'deny']) {
      const { exit_code, error } = await json([command, asked])
      expect([exit_code, error.fix]).toEqual([2, `claw answer ${asked} "<text>"`])
    }
    expect((await claw(['answer', asked.slice(0, 5), '2'], { cwd: elsewhere })).code).toBe(0)
    expect((await claw(['resume', run_id])).stdout).toMatch(/told: .*blue\n$/)
  })

  it('leaves no state behind in the folder that it was typed in', () => {
    expect(existsSync(join(elsewhere, '.closed_claw'))).toBe(false)
  })
})

describe('a run in the background', () => {
  it('is watched from another process, and cancelled from another folder', async () => {
    const { stdout, code } = await claw(['run', 'take your time', '--agent', 'writer', '--detach', '--timeout', '60'])
    const run_id = stdout.trim()
    expect([code, run_id]).toEqual([0, expect.stringMatching(/^[0-9a-f]{12}$/)])
    await until(async () => (await statusOf(run_id)) === 'running' && (await claw(['runlog', run_id])).stdout.includes('model.requested'))
    const watching = claw(['watch', run_id.slice(0, 6), '-o', 'jsonl'], { cwd: elsewhere })
    const asked = await claw(['cancel-run', run_id.slice(0, 5)], { cwd: elsewhere })
    expect([asked.code, asked.stdout]).toEqual([0, expect.stringContaining('asked to stop')])
    const seen = await watching
    expect([seen.code, JSON.parse(seen.stdout.trim().split('\n').at(-1) ?? '').type]).toEqual([130, 'run.ended'])
    expect((await json(['cancel-run', run_id])).result).toMatchObject({ was_running: false, status: 'cancelled' })
    expect((await claw(['watch', run_id])).stderr).toContain('CANCELLED')
  })

  it('keeps the flags that it was started with', async () => {
    const { run_id } = await json(['run', 'how many files are here?', '--detach', '--llm-provider', 'rules', '--policy', 'readonly'])
    await until(async () => (await statusOf(run_id)) === 'completed')
    expect((await json(['runs'])).result[0]).toMatchObject({ run_id, engine: 'rules' })
  })
})

describe('ways in and out', () => {
  it('reads - and --context-json from a file, keeps a session, writes --output-file', async () => {
    const args = [
      'run',
      '-',
      '--session-id',
      's.1',
      '--context-json',
      'context.json',
      '--output-file',
      'out.txt',
      '--llm-provider',
      'rules',
    ]
    const { code, stdout, stderr } = await claw(args, { input: 'How many TypeScript files are here?\n' })
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain('result  ')
    expect(readFileSync(join(place.workspace, 'out.txt'), 'utf8')).toMatch(/^2 .*\n$/)
    expect((await json(['runs', '--limit', '1'])).result[0]).toMatchObject({
      session_id: 's.1',
      task: 'How many TypeScript files are here?',
    })
  })

  it('gives a pipe and the log nothing that acts on a terminal; a file gets the result as it is', async () => {
    const { stdout, stderr } = await claw(['run', 'say something nasty', '--agent', 'writer'])
    expect(stdout).toBe('nasty \\u{1b}[31mred\\u{202e}\n')
    await claw(['run', 'say something nasty', '--agent', 'writer', '--output-file', 'nasty.txt'])
    expect(readFileSync(join(place.workspace, 'nasty.txt'), 'utf8')).toBe('nasty \u001b[31mred\u202e\n')
    expect(stderr).not.toMatch(/[\u001b\u202e]/)
  })

  it('refuses a broken context, an unknown agent and a bad session with one document of a run', async () => {
    const bad: [string[], string, number][] = [
      [['--context-json', '{"a":'], 'CONTEXT_INVALID', 2],
      [['--agent', 'nobody'], 'NOT_FOUND', 8],
      [['--session-id', '../x'], 'ID_INVALID', 2],
    ]
    for (const [flags, code, exit] of bad) {
      const { error, exit_code, schema } = await json(['run', 'git status', ...flags])
      expect([error.code, exit_code, schema]).toEqual([code, exit, 'claw.run/1'])
    }
  })

  it('says the code of a refusal on its first line', async () => {
    const { code, stderr } = await claw(['run', 'compose a symphony about grief', '--llm-provider', 'rules'])
    expect([code, /^error .*\(NO_MODEL\)$/m.test(stderr)]).toEqual([4, true])
  })
})

describe('what is here', () => {
  it('agents, tools, skills, audit and the log', async () => {
    expect((await json(['agent', 'file-an', '--include-embedding'])).result.embedding.vectors[0].vector).toHaveLength(256)
    expect((await json(['tools', '--agent-id', 'writer'])).result.filter((tool: { allowed: boolean }) => tool.allowed)).toHaveLength(1)
    expect((await json(['skills'])).result).toHaveLength(7)
    const [run] = (await json(['runs', '--limit', '1'])).result
    const audit = (await json(['audit', 'list', '--run', run.run_id, '--action', 'run.started'])).result
    expect(audit).toMatchObject([{ action: 'run.started', run_id: run.run_id }])
    expect((await claw(['audit', 'verify'])).stdout).toMatch(/whole/)
    expect((await claw(['runlog', run.run_id, '--tail', '2'])).stdout.trim().split('\n')).toHaveLength(2)
    expect((await claw([])).stdout).toMatch(/workspace .*\nengine /)
  })

  it('doctor gives each check and the origin of each value', async () => {
    const { result, exit_code } = await json(['doctor'])
    expect(exit_code).toBe(0)
    expect(result.settings).toContainEqual(expect.objectContaining({ name: 'OPENAI_BASE_URL', origin: 'environment' }))
    expect(result.checks.filter((check: { state: string; fix: string }) => check.state === 'failed' && check.fix === '')).toEqual([])
  })

  it('doctor knows what an agent lacks, and the agent can be deleted', async () => {
    const shipped = readFileSync(join(CLAW, '../../agents/writer/manifest.json'), 'utf8')
    const folder = '.closed_claw/agents/scribe-1234'
    place.write(`${folder}/manifest.json`, shipped.replace('"writer"', '"scribe-1234"').replace('"file_system"', '"no_such_skill"'))
    place.write(`${folder}/skill.md`, 'x')
    const { checks } = (await json(['doctor'])).result
    const { fix } = checks.find((check: { name: string }) => check.name === 'agents')
    expect(fix).toMatch(/^Take 'no_such_skill' out of .*manifest\.json, or: claw delete-agent scribe-1234$/)
    expect((await json(['rewrite-entrypoints'])).result).toEqual([])
    expect((await json(['delete-agent', 'scribe', '--yes'])).ok).toBe(true)
  })

  it('shipped agents stay; made ones go with --yes; nobody to ask is said', async () => {
    expect((await json(['delete-agent', 'writer', '--yes'])).error.code).toBe('AGENT_SHIPPED')
    expect((await json(['delete-all-agents'])).ok).toBe(true)
    expect((await json(['delete-agent', '..', '--yes'])).exit_code).not.toBe(0)
    expect((await json(['rewrite-entrypoints', '--dry-run'])).result).toEqual([])
  })

  it('init makes a workspace of this very folder, once', async () => {
    place.write('sub/x.txt', 'x')
    const cwd = join(place.workspace, 'sub')
    expect((await json(['init'], { cwd })).result.created.length).toBeGreaterThan(0)
    expect((await json(['init'], { cwd })).result).toMatchObject({ workspace: expect.stringMatching(/sub$/), created: [] })
  })
})

it('demo leaves nothing behind, and uninstall takes everything', async () => {
  const demo = await place.run(['demo'])
  expect([demo.code, demo.stdout.match(/^\$ claw run/gm)?.length]).toEqual([0, 3])
  const cwd = join(place.workspace, 'sub')
  expect((await json(['uninstall'], { cwd })).result.removed).toBe(false)
  expect((await json(['uninstall', '--yes'], { cwd })).result.removed).toBe(true)
  expect(readdirSync(cwd)).toEqual(['x.txt'])
})
