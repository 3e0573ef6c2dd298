import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { runDocumentSchema } from '../../src/protocol/run.ts'
import { fakeCli, fakeRun, RUN_ID, startingApp } from './fake-host.ts'

const opened: { remove(): void }[] = []
const cliWith = (...args: Parameters<typeof fakeCli>) => {
  const cli = fakeCli(...args)
  opened.push(cli)
  return cli
}
afterEach(() => {
  for (const cli of opened.splice(0)) cli.remove()
})

describe('the command line', () => {
  it.each([
    [['rnu', 'x'], "Did you mean 'claw run'"],
    [['run', '--max-tokns', '5', 'x'], 'Did you mean --max-tokens'],
    [['runs', '--limit', '0'], '--limit'],
    [['runs', '--limit'], '--limit needs a value'],
    [['runs', 'surplus'], "does not take 'surplus'"],
    [['runs', '--no-input=1'], 'takes no value'],
    [['runs', '-o', 'jsonl'], 'not jsonl'],
    [['watch'], 'needs <run>'],
    [['audit', 'verfy'], 'Did you mean verify'],
    [['run', '--policy', 'root', 'x'], 'readonly, workspace, trusted'],
    [['run', '--timeout', '5x', 'x'], '--timeout'],
    [['run', '--organize-dry-run'], 'needs --organize-path'],
  ])('refuses %j with exit 2 and the way out', async (argv, words) => {
    const cli = cliWith()
    expect(await cli.run(...argv)).toBe(2)
    expect(cli.out()).toBe('')
    expect(cli.err()).toContain(words)
    expect(cli.err()).toContain('fix ')
  })

  it.each([
    ['run', '--json', '--bad'],
    ['run', '-o', 'json', '--bad'],
    ['run', '--output=json', '--bad'],
  ])('gives the document of a run for %s %s %s', async (...argv) => {
    const cli = cliWith()
    expect(await cli.run(...argv)).toBe(2)
    expect(runDocumentSchema.parse(JSON.parse(cli.out()))).toMatchObject({ ok: false, error: { code: 'USAGE' }, exit_code: 2 })
  })

  it('gives the general document for other commands', async () => {
    const cli = cliWith()
    expect(await cli.run('runs', '--bad', '--json')).toBe(2)
    expect(JSON.parse(cli.out())).toMatchObject({
      schema: 'claw.result/1',
      ok: false,
      result: null,
      error: { code: 'USAGE' },
      exit_code: 2,
    })
  })

  it('loads every command and describes it', async () => {
    for (const command of COMMANDS) {
      expect((await command.load()).run, command.name).toBeTypeOf('function')
      const cli = cliWith()
      expect(await cli.run(command.name, '--help')).toBe(0)
      expect(cli.out()).toContain(command.summary)
    }
  })

  it('tells a bug as INTERNAL, with a stack only on --debug', async () => {
    const pageRuns = async (): Promise<never> => {
      throw new TypeError('boom')
    }
    const plain = cliWith({ pageRuns })
    expect(await plain.run('runs')).toBe(70)
    expect(plain.err()).not.toContain('    at ')
    const debug = cliWith({ pageRuns })
    await debug.run('runs', '--debug')
    expect(debug.err()).toContain('    at ')
  })

  it('lets no control character of an error reach the terminal', async () => {
    const cli = cliWith({ pageRuns: async () => Promise.reject(new ClawError('NOT_FOUND', 'no \u001b[31mred\u0007')) })
    expect(await cli.run('runs')).toBe(8)
    expect(cli.err()).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })
})

describe('claw run', () => {
  it('prints the answer and one newline to stdout and all else to stderr', async () => {
    const { app } = startingApp(fakeRun({ result: '42 files' }))
    const cli = cliWith(app)
    expect(await cli.run('run', 'count', 'files')).toBe(0)
    expect(cli.out()).toBe('42 files\n')
    expect(cli.err()).toContain('engine')
  })

  it('gives one document with --json and the events with -o jsonl', async () => {
    const { app } = startingApp(fakeRun({ status: 'failed', exit_code: 1, error: { code: 'RUN_FAILED', message: 'm', fix: 'f' } }))
    const json = cliWith(app)
    expect(await json.run('run', 'x', '--json')).toBe(1)
    expect(runDocumentSchema.parse(JSON.parse(json.out()))).toMatchObject({ run_id: RUN_ID, status: 'failed', exit_code: 1 })
    const jsonl = cliWith(app)
    expect(await jsonl.run('run', 'x', '-o', 'jsonl')).toBe(1)
    const types = jsonl
      .out()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type)
    expect([types[0], types.at(-1)]).toEqual(['run.started', 'run.ended'])
  })

  it('hands over every option', async () => {
    const { app, started } = startingApp(fakeRun({}))
    const cli = cliWith(app)
    writeFileSync(join(cli.cwd, 'c.json'), '{"a":1}')
    await cli.run(
      'run',
      '--session-id',
      's1',
      '--context-json',
      'c.json',
      '--agent',
      'file-analyst',
      '--plan-only',
      '--max-tokens',
      '9',
      '--timeout',
      '2m',
      'do',
      'it',
    )
    expect(started[0]).toEqual({
      task: 'do it',
      session_id: 's1',
      context: { a: 1 },
      agent_id: 'file-analyst',
      plan_only: true,
      max_tokens: 9,
      timeout_ms: 120_000,
    })
  })

  it.each([
    ['', 'TASK_EMPTY'],
    ['x'.repeat(100_001), 'TASK_TOO_LONG'],
  ])('refuses an empty and an endless task', async (task, code) => {
    const cli = cliWith()
    cli.answers.stdin = task
    expect(await cli.run('run', '-')).toBe(2)
    expect(cli.err()).toContain(code)
  })

  it.each(['{', '[1]', 'gone.json', '{"a":}'])('refuses the context %s', async (text) => {
    const cli = cliWith()
    expect(await cli.run('run', 'x', '--context-json', text)).toBe(2)
    expect(cli.err()).toContain('CONTEXT_INVALID')
  })

  it('writes the result into --output-file', async () => {
    const cli = cliWith(startingApp(fakeRun({ result: 'answer' })).app)
    expect(await cli.run('run', 'x', '--output-file', 'out.txt')).toBe(0)
    expect([cli.out(), readFileSync(join(cli.cwd, 'out.txt'), 'utf8')]).toEqual(['', 'answer\n'])
  })

  it('stops at the first Ctrl-C, kills at the second, leaves at the third, and says which', async () => {
    const cancel = vi.fn()
    let end = (): void => undefined
    const done = new Promise<{ status: 'cancelled'; exit_code: number }>((resolve) => {
      end = () => resolve({ status: 'cancelled', exit_code: 130 })
    })
    const cli = cliWith(startingApp({ ...fakeRun({ status: 'cancelled', exit_code: 130 }), done, cancel }).app)
    const running = cli.run('run', 'x')
    await vi.waitFor(() => expect(cli.err()).toContain('stop it'))
    for (let i = 0; i < 3; i += 1) cli.sendSignal('SIGINT')
    expect(cancel.mock.calls).toEqual([
      ['graceful', 'ctrl-c'],
      ['force', 'ctrl-c'],
    ])
    expect(cli.exits).toEqual([130])
    expect(cli.err()).toMatch(/Stopping[\s\S]*Killing/)
    end()
    expect(await running).toBe(130)
  })

  it('does not start with a provider that has no key', async () => {
    const cli = cliWith()
    expect(await cli.run('run', '--llm-provider', 'openai', 'x')).toBe(4)
    expect(cli.err()).toContain('NO_MODEL')
  })

  it('offers nobody to ask when there is no terminal, or with --no-input', async () => {
    const { app, started } = startingApp(fakeRun({}))
    await cliWith(app).run('run', 'x')
    const cli = cliWith(app)
    cli.interactive()
    await cli.run('run', 'x', '--no-input')
    await cli.run('run', 'x')
    expect(started.map((options) => options.prompter !== undefined)).toEqual([false, false, true])
  })
})

describe('dangerous commands', () => {
  const agents = ['made', 'shipped'].map((id) => ({
    agent_id: id,
    folder: `/a/${id}`,
    source: id === 'made' ? 'workspace_state' : 'shipped',
  }))
  const withAgents = () => {
    const deleteAgent = vi.fn(async (agent_id: string) => ({ agent_id, folder: `/a/${agent_id}`, trash: `/t/${agent_id}`, kept_days: 30 }))
    return { deleteAgent, cli: cliWith({ listAgents: async () => agents as never, deleteAgent }) }
  }

  it('deletes nothing unless DELETE ALL is typed, and shipped agents never', async () => {
    const { cli, deleteAgent } = withAgents()
    expect(await cli.run('delete-all-agents')).toBe(2)
    cli.interactive()
    cli.answers.lines = ['delete all']
    expect(await cli.run('delete-all-agents')).toBe(5)
    expect(deleteAgent).not.toHaveBeenCalled()
    cli.answers.lines = ['DELETE ALL']
    expect(await cli.run('delete-all-agents')).toBe(0)
    expect(deleteAgent.mock.calls).toEqual([['made']])
  })

  it('only shows what uninstall would take until --yes', async () => {
    const remove = vi.fn(async () => undefined)
    const cli = cliWith({}, { planRemoval: async () => [{ path: '/x', what: 'state', bytes: 2048 }], remove })
    expect(await cli.run('uninstall')).toBe(0)
    expect(remove).not.toHaveBeenCalled()
    expect(cli.out()).toContain('2.0 kB')
    expect(await cli.run('uninstall', '--yes')).toBe(0)
    expect(remove).toHaveBeenCalledOnce()
  })
})

describe('doctor and explain', () => {
  it('exits 3 when a required check fails, with a command to paste', async () => {
    const check = { name: 'sqlite', state: 'failed', required: true, detail: 'broken', fix: 'mv a b', duration_ms: 1 } as const
    const cli = cliWith({}, { checkHealth: async () => [check] })
    expect(await cli.run('doctor')).toBe(3)
    expect(cli.out()).toContain('mv a b')
    expect(await cliWith({}, { checkHealth: async () => [{ ...check, required: false }] }).run('doctor')).toBe(0)
  })

  it('shows a broken configuration instead of failing over it', async () => {
    const cli = cliWith()
    writeFileSync(join(cli.cwd, '.env'), 'CLOSED_CLAW_POLICI=x')
    expect(await cli.run('doctor', '--json')).toBe(3)
    expect(JSON.parse(cli.out()).result.checks[0]).toMatchObject({ state: 'failed', fix: expect.stringContaining('.env') })
  })

  it('explains codes, exit codes and near misses', async () => {
    const cli = cliWith()
    expect(await cli.run('explain', 'no-model')).toBe(0)
    expect(await cli.run('explain', '6')).toBe(0)
    expect(cli.out()).toMatch(/NO_MODEL[\s\S]*RUN_PARKED/)
    expect(await cli.run('explain', 'NO_MODL')).toBe(8)
    expect(cli.err()).toContain('Did you mean NO_MODEL')
  })
})
