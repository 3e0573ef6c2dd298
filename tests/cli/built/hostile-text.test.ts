import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClawPlace, type ClawRun, clawPlace } from '../../helpers/claw-place.ts'
import { type Rule, type ScriptedOpenAi, startScriptedOpenAi } from '../../helpers/scripted-openai.ts'

/** Sets the title, writes the clipboard, links elsewhere, clears, turns the order of what follows, hides text, forges a line. */
const EVIL =
  '\u001b]0;owned\u0007\u001b]52;c;cm0gLXJm\u0007\u001b]8;;http://evil.test\u001b\\click\u001b]8;;\u001b\\\u001b[2J\u009b31m\r\u202etxt.exe\u2066\u200b\u2028\u{e0041}\u{e0101}\u3164\ufeff'
const ACTS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\u3164]|\udb40/
const FILE = `invoice${EVIL.replaceAll('/', '_').slice(0, 60)}\u202efdp.exe`

const MANIFEST = {
  agent_id: 'evil',
  name: `Evil${EVIL.slice(-20)}`,
  description: `Does${EVIL}`,
  tags: [`t${EVIL}`],
  tools_allowlist: ['file_io', 'terminal'],
  skill_ids: ['evil'],
  examples: [`e${EVIL}`],
  entrypoint: 'builtin',
  requires_approval_for: ['terminal'],
  version: `1${EVIL.slice(-20)}`,
  created_at: `x${EVIL}`,
  created_by: `y${EVIL}`,
}
const RULES: Rule[] = [
  { when: { any: 'be nasty', turn: 0 }, reply: { tool_calls: [{ name: 'file_io', args: { op: 'read', path: `no${EVIL}` } }] } },
  { when: { any: 'be nasty', turn: 1 }, reply: `answer ${EVIL}` },
  {
    when: { any: 'ask first', turn: 0 },
    reply: { text: `because${EVIL}`, tool_calls: [{ name: 'terminal', args: { cmd: `echo ${EVIL}` } }] },
  },
  {
    when: { any: 'a question', turn: 0 },
    reply: { tool_calls: [{ name: 'ask_user', args: { question: `Q${EVIL}`, options: [`o${EVIL}`] } }] },
  },
  { reply: 'fine' },
] as Rule[]

let place: ClawPlace
let server: ScriptedOpenAi
const env = () => ({ OPENAI_API_KEY: 'sk-test-0123456789', OPENAI_BASE_URL: server.url, CLOSED_CLAW_RULES_FIRST: 'off' })
const claw = (...args: string[]): Promise<ClawRun> => place.run(args, { env: env() })

function expectHarmless({ stdout, stderr }: ClawRun): void {
  // Lines of CSV end in CR LF.
  expect(stdout.replaceAll('\r\n', '\n')).not.toMatch(ACTS)
  expect(stderr).not.toMatch(ACTS)
}

beforeAll(async () => {
  server = await startScriptedOpenAi(RULES)
  place = clawPlace({
    'agents/evil/manifest.json': JSON.stringify(MANIFEST),
    'agents/evil/skill.md': `Role${EVIL}`,
    'skills/evil/SKILL.md': `---\nname: evil\ndescription: "S \\u202e\\u001b[2J"\n---\nText${EVIL}\n`,
    '.env': `CLOSED_CLAW_POLICY=${EVIL.replaceAll(/[\r\n]/g, '')}\n`,
  })
  mkdirSync(join(place.workspace, 'agents', `broken${EVIL.replaceAll('/', '')}`.slice(0, 60)), { recursive: true })
  writeFileSync(join(place.workspace, FILE), 'x')
  for (const task of [`be nasty ${EVIL}`, `ask first ${EVIL}`, `a question ${EVIL}`])
    await claw('run', task, '--agent', 'evil', '--no-input')
}, 60_000)
afterAll(async () => {
  await server.close()
  place.remove()
})

describe('nothing that an agent, a file or a page names acts on a terminal', () => {
  it.each<[string[]]>([
    [['run', `be nasty ${EVIL}`, '--agent', 'evil']],
    [['run', 'List the largest files', '--llm-provider', 'rules']],
    [['runs']],
    [['agents']],
    [['agent', 'evil']],
    [['skills']],
    [['tools', '--agent-id', 'evil']],
    [['approvals', '--all']],
    [['audit', '--limit', '200']],
    [['audit', 'export']],
    [['audit', 'export', '--format', 'csv']],
    [['audit', 'export', '--format', 'cloudevents']],
    [['doctor']],
    [['doctor', '--settings']],
    [['grants']],
    [['agent', `x${EVIL}`]],
    [['run', 'x', '--agent', `x${EVIL}`]],
    [[`x${EVIL}`]],
    [['delete-all-agents']],
  ])('command %#', async (words) => {
    expectHarmless(await claw(...words))
    const told = await claw(...words, '--json')
    expectHarmless(told)
    if (!words.includes('export')) expect(JSON.parse(told.stdout)).toMatchObject({ schema: expect.stringMatching(/^claw\./) })
  })

  it('watch, the log and its file: one line an event, each of which parses to the very text', async () => {
    const runs = JSON.parse((await claw('runs', '--json')).stdout).result as { run_id: string; task: string }[]
    expect(runs.some((run) => run.task.includes(EVIL.trim()))).toBe(true)
    for (const { run_id } of runs.slice(-3)) {
      for (const output of ['text', 'jsonl']) expectHarmless(await claw('watch', run_id, '-o', output))
      const log = await claw('runlog', run_id)
      expectHarmless(log)
      for (const line of log.stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toMatchObject({ run_id })
    }
    const dir = join(place.workspace, '.closed_claw/runs')
    for (const name of readdirSync(dir)) {
      const text = readFileSync(join(dir, name), 'utf8')
      expect(text).not.toMatch(ACTS)
      expect(
        text
          .trimEnd()
          .split(/\r\n|[\n\r\u2028\u2029\u0085]/)
          .every((line) => JSON.parse(line).run_id !== undefined),
      ).toBe(true)
    }
  })

  it('--json gives the answer exactly', async () => {
    const { stdout } = await claw('run', 'be nasty', '--agent', 'evil', '--json')
    expect(JSON.parse(stdout).error).toBeNull()
    expect(JSON.parse(stdout).result).toBe(`answer ${EVIL}`)
  })

  it('each record of the audit log can be explained', async () => {
    const rows = JSON.parse((await claw('audit', '--limit', '12', '--json')).stdout).result as { n: number }[]
    for (const { n } of rows) expectHarmless(await claw('audit', 'explain', String(n)))
  })
})
