import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { scene } from '../coordinator/scene.ts'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { type InTerminal, inTerminal } from '../helpers/in-terminal.ts'

let place: ClawPlace | undefined
let terminal: InTerminal | undefined
afterEach(() => {
  terminal?.kill()
  place?.remove()
  place = undefined
})

const FLAGS = [
  '--name',
  'Log reader',
  '--description',
  'Says what failed in server logs, and when.',
  '--example',
  'what failed in server.log?',
]
const agentsDir = (): string => join(place?.workspace ?? '', '.closed_claw', 'agents')
const made = (): string[] => (existsSync(agentsDir()) ? readdirSync(agentsDir()).sort() : [])
const manifestOf = (id: string) => JSON.parse(readFileSync(join(agentsDir(), id, 'manifest.json'), 'utf8'))

async function claw(...args: string[]) {
  place ??= clawPlace({ 'notes.txt': 'one two three\nfour five\n' })
  const run = await place.run([...args, '--json'])
  return { code: run.code, document: JSON.parse(run.stdout), stderr: run.stderr }
}

describe('claw agent new by flags', () => {
  test('makes a whole agent, trusted, and says how to try it', { timeout: 30_000 }, async () => {
    const { code, document } = await claw(
      'agent',
      'new',
      ...FLAGS,
      '--tool',
      'file_io',
      '--skill',
      'file_system',
      '--example',
      'first error of today',
      '--yes',
    )
    expect([code, document.result]).toEqual([
      0,
      expect.objectContaining({ agent_id: 'log-reader', tools: ['file_io'], files: ['manifest.json', 'skill.md'] }),
    ])
    expect(document.result.notes).toEqual(['2 examples: it is found more surely with 5 to 10.'])
    expect(manifestOf('log-reader')).toMatchObject({
      name: 'Log reader',
      entrypoint: 'builtin',
      tools_allowlist: ['file_io'],
      skill_ids: ['file_system'],
      examples: ['what failed in server.log?', 'first error of today'],
      created_by: expect.stringMatching(/^user:/),
    })
    const shown = await claw('agent', 'log-reader')
    expect(shown.document.result).toMatchObject({ status: 'active', pin: { state: 'same', trust: 'made' } })
    expect(shown.document.result.skill_text).toMatch(/# What it does not do[\s\S]*# When to stop/)
    const audit = await claw('audit', '--action', 'agent.created')
    expect(audit.document.result).toMatchObject([{ target: 'log-reader', decision: 'approved', actor: expect.stringMatching(/^user:/) }])
    const again = await claw('agent', 'new', ...FLAGS, '--yes')
    expect([again.code, again.document.error.message]).toEqual([2, expect.stringContaining('there is an agent of this name')])
  })

  test.each([
    [['--yes'], 'it needs --name, --description, --example'],
    [FLAGS, 'asks before it makes'],
    [[...FLAGS, '--tool', 'root_shell', '--yes'], 'there is no tool "root_shell"'],
    [[...FLAGS, '--skill', 'sorcery', '--yes'], 'there is no skill "sorcery"'],
    [[...FLAGS, '--name', '../x', '--yes'], 'name: "../x" must be of letters'],
    [[...FLAGS, '--name', 'n'.repeat(300), '--yes'], 'at most 60'],
    [[...FLAGS, '--name', 'Wr\u0456ter', '--yes'], 'different scripts'],
    [[...FLAGS, '--name', 'WRITER', '--yes'], 'looks like the name of the agent "Writer"'],
    [[...FLAGS, '--template', 'cobol', '--yes'], 'cobol'],
    [[...FLAGS, '--role', 'nowhere.md', '--yes'], '--role: nowhere.md cannot be read'],
    [['log-reader', '--yes'], "takes nothing after it: 'log-reader'"],
  ])('%j is refused with exit 2, and nothing is made', { timeout: 20_000 }, async (args, message) => {
    const { code, document } = await claw('agent', 'new', ...args)
    expect(code).toBe(2)
    expect(document.error.message).toContain(message)
    expect(made()).toEqual([])
  })

  test.each(['new', 'edit', 'con', 'accept'])("the name '%s' gives no id that means something else", { timeout: 20_000 }, async (name) => {
    expect((await claw('agent', 'new', ...FLAGS, '--name', name, '--yes')).document.result.agent_id).toBe(`agent-${name}`)
  })

  test('two at once make two agents of two ids or refuse one; never half of one', { timeout: 30_000 }, async () => {
    await claw('init')
    const both = await Promise.all([1, 2].map(() => claw('agent', 'new', ...FLAGS, '--yes')))
    expect(both.map((run) => run.code).sort()).toEqual([0, 2])
    expect(made()).toEqual(['log-reader'])
  })
})

describe('programs of their own', () => {
  test.each([
    ['python', 'main.py'],
    ['node', 'main.mjs'],
  ])('the %s template does a real subtask at once; a change to it is asked for', { timeout: 60_000 }, async (template, file) => {
    const { code, document } = await claw('agent', 'new', '--template', template, '--yes')
    expect([code, document.result]).toEqual([
      0,
      expect.objectContaining({ agent_id: 'reading-time', files: ['manifest.json', 'skill.md', file] }),
    ])
    const named = await claw('run', '--agent', 'reading-time', 'how long does it take to read notes.txt?')
    expect(named.document).toMatchObject({ ok: true, result: 'notes.txt: 5 words, about 1 min to read.' })
    const found = await claw('run', 'how many minutes will I need for notes.txt')
    expect(found.document).toMatchObject({ ok: true, subtasks: [{ agent_id: 'reading-time' }] })
    const missing = await claw('run', '--agent', 'reading-time', 'how long does it take?', '--no-input')
    expect(missing.document).toMatchObject({ ok: false, error: { message: expect.stringContaining('names no file') } })
    const path = join(agentsDir(), 'reading-time', file)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('min to read', 'minutes of reading'))
    expect((await claw('run', '--agent', 'reading-time', 'reading time of notes.txt', '--no-input')).code).toBe(6)
    expect((await claw('agent', 'accept', 'reading-time')).code).toBe(0)
    const changed = await claw('run', '--agent', 'reading-time', 'reading time of notes.txt')
    expect(changed.document.result).toBe('notes.txt: 5 words, about 1 minutes of reading.')
  })
})

test('what docs/AGENTS.md says about a program of your own works as it stands there', { timeout: 60_000 }, async () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/AGENTS.md'), 'utf8')
  const [, work = ''] = /```python\n([\s\S]*?)```/.exec(guide) ?? []
  await claw('agent', 'new', '--template', 'python', '--yes')
  place?.write('plan.md', '- [x] sleep\n- [ ] write\n- [ ] read\n')
  const path = join(agentsDir(), 'reading-time', 'main.py')
  const program = readFileSync(path, 'utf8')
  const own = work.replaceAll(/^ {3}/gm, '').trimEnd()
  writeFileSync(path, program.replace(/def work\(task\):[\s\S]*?\n\n\n/, `${own}\n\n\n`))
  await claw('agent', 'accept', 'reading-time')
  const ran = await claw('run', '--agent', 'reading-time', 'which to-dos are left in plan.md?')
  expect(ran.document.result).toBe('- [ ] write\n- [ ] read')
})

describe('proposed for a task', () => {
  test('without a model from the skills; what no skill is about is refused with exit 4', { timeout: 30_000 }, async () => {
    const { document } = await claw('agent', 'new', '--from-task', 'find slow queries in the SQLite database app.db', '--yes')
    expect(document.result).toMatchObject({ agent_id: 'sql-databases-helper', tools: ['sql_query'] })
    expect(manifestOf('sql-databases-helper').examples.length).toBeGreaterThanOrEqual(5)
    expect((await claw('agent', 'new', '--from-task', 'play some jazz music', '--yes')).code).toBe(4)
  })

  test('an agent that was made for such work learns the task: asked twice, nothing is made twice', { timeout: 30_000 }, async () => {
    const first = 'find slow queries in the SQLite database app.db'
    const second = 'list the tables of the SQLite database shop.db'
    for (const task of [first, first, second]) expect((await claw('agent', 'new', '--from-task', task, '--yes')).code).toBe(0)
    expect(made()).toEqual(['sql-databases-helper'])
    expect(manifestOf('sql-databases-helper').examples).toEqual(expect.arrayContaining([first, second]))
    const audit = await claw('audit', '--action', 'agent.learned_example')
    expect(audit.document.result.map((record: { decision: string }) => record.decision).sort()).toEqual(['known', 'manifest'])
    const named = await claw('agent', 'new', '--from-task', first, '--name', 'Query doctor', '--yes')
    expect(named.document.result).toMatchObject({ agent_id: 'query-doctor' })
  })

  test('with a model by one call, and every flag stands over it', { timeout: 30_000 }, async () => {
    const json = {
      name: 'Haiku poet',
      description: 'Writes haiku about landscapes: three lines. No prose.',
      tags: [],
      tools: [],
      skill_ids: [],
      examples: ['a haiku on snow', 'haiku: the sea', 'three lines about autumn', 'poem of rain, japanese style', 'moon haiku'],
      role_text: '# Role\nHaiku.',
    }
    const open = await scene([{ when: { schema: 'agent_profile' }, reply: { json } }])
    place = open.place
    const ran = await open.place.run(['agent', 'new', '--from-task', 'a haiku about ice', '--name', 'Ice poet', '--yes', '--json'], {
      env: open.env,
    })
    expect(JSON.parse(ran.stdout).result).toMatchObject({ agent_id: 'ice-poet', tools: [] })
    expect(manifestOf('ice-poet')).toMatchObject({
      name: 'Ice poet',
      created_by: expect.stringMatching(/^openai\//),
      examples: ['a haiku about ice', ...json.examples],
    })
    expect(open.server.requests).toHaveLength(1)
    await open.close()
    place = undefined
  })
})

describe('guided', () => {
  // What is typed before the program reads line by line is lost.
  const listening = (): Promise<void> => new Promise((done) => setTimeout(done, 200))
  const answer = async (question: string, text: string): Promise<void> => {
    await terminal?.shows(question)
    await listening()
    terminal?.type(`${text}\n`)
  }
  const start = (...args: string[]): void => {
    place = clawPlace()
    terminal = inTerminal(['agent', 'new', ...args], { cwd: place.workspace, env: place.env })
  }

  test('asks, checks each answer at once, shows the folder, and makes it after a yes', { timeout: 40_000 }, async () => {
    start()
    await answer('Name (', '../x')
    await terminal?.shows('must be of letters')
    await listening()
    terminal?.type('Log reader\n')
    await answer('What it does', 'Says what failed in server logs, and when.')
    await answer('Tools, ', 'file_io, magic')
    await terminal?.shows('there is no tool "magic"')
    await listening()
    terminal?.type('file_io\n')
    await answer('Skills (', '')
    await answer('Example 1', 'what failed in server.log?')
    await answer('Example 2', '')
    await answer('Program: ', 'python')
    await terminal?.shows('Type yes to go on')
    for (const part of [
      'manifest.json',
      '"tools_allowlist": [',
      'skill.md',
      '# What it does not do',
      'main.py',
      'def work(task):',
      'note: 1 example',
    ])
      expect(terminal?.screen()).toContain(part)
    expect(made()).toEqual([])
    terminal?.type('yes\n')
    expect(await terminal?.ended).toBe(0)
    expect(made()).toEqual(['log-reader'])
    expect(terminal?.screen()).toContain('Try it: claw run --agent log-reader')
  })

  test('a no, and Ctrl-D, make nothing', { timeout: 40_000 }, async () => {
    start('--template', 'node')
    await answer('Type yes to go on', 'no')
    expect(await terminal?.ended).toBe(5)
    expect(made()).toEqual([])
    place?.remove()
    start()
    await terminal?.shows('Name (')
    await listening()
    terminal?.type('\u0004')
    expect(await terminal?.ended).toBe(5)
    expect(made()).toEqual([])
  })
})
