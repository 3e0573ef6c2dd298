import { spawnSync } from 'node:child_process'
import { PassThrough } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { completionScript } from '../../src/cli/completion-script.ts'
import { createProgressGate } from '../../src/cli/progress-gate.ts'
import { createPrompter } from '../../src/cli/prompter.ts'
import { createTerminalInput } from '../../src/cli/terminal-input.ts'
import type { ApprovalRow } from '../../src/view/rows.ts'
import { APPROVAL_FACTS } from '../helpers/approval-facts.ts'
import { fakeCli } from './fake-host.ts'

const approval: ApprovalRow = {
  approval_id: 'a1',
  run_id: 'r',
  subtask_id: null,
  agent_id: 'x',
  kind: 'tool',
  args: { cmd: 'rm \u202e\u001b[2Jx' },
  args_hash: 'h',
  summary: 'run a command',
  why: 'rule exec.ask',
  claim: 'harmless\u0007',
  options: [],
  status: 'pending',
  scope: null,
  decided_by: null,
  note: null,
  answer: null,
  created_at: 0,
  expires_at: 1,
  decided_at: null,
  facts: APPROVAL_FACTS,
}
const signal = new AbortController().signal

describe('the approval prompt', () => {
  it.each([
    ['1', { decision: 'denied' }],
    ['2', { decision: 'denied', note: 'too wide' }],
    ['3', { decision: 'approved', scope: 'once' }],
    ['4', { decision: 'approved', scope: 'run' }],
    ['5', { decision: 'approved', scope: 'window' }],
    ['6', { decision: 'approved', scope: 'always' }],
  ])('key %s gives %j', async (key, decision) => {
    const cli = fakeCli()
    cli.answers.keys = [key]
    cli.answers.lines = ['too wide']
    expect(
      await createPrompter(
        cli.host,
        createProgressGate(() => undefined),
      ).decide(approval, signal),
    ).toEqual(decision)
    expect(cli.err()).toContain('rule exec.ask')
    expect(cli.err()).toContain('not verified')
    expect(cli.err()).toContain('\\u{202e}')
    expect(cli.err()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
    cli.remove()
  })

  it('asks one after the other and holds progress back meanwhile', async () => {
    const shown: string[] = []
    const gate = createProgressGate((line) => shown.push(line))
    let answerFirst = (): void => undefined
    const first = gate.alone(
      () =>
        new Promise<void>((resolve) => {
          answerFirst = resolve
        }),
    )
    const second = vi.fn(async () => undefined)
    const both = gate.alone(second)
    gate.line('later')
    await Promise.resolve()
    expect([shown, second.mock.calls.length]).toEqual([[], 0])
    answerFirst()
    await Promise.all([first, both])
    expect(shown).toEqual(['later'])
  })
})

describe('reading keys', () => {
  const open = () => {
    const stdin = new PassThrough()
    const interrupt = vi.fn()
    return { stdin, interrupt, input: createTerminalInput({ stdin: stdin as never, stderr: new PassThrough(), interrupt }) }
  }

  it('ignores keys that come too early, Esc, arrows, pastes and others; Ctrl-C interrupts', async () => {
    const { stdin, interrupt, input } = open()
    const key = input.readKey({ allowed: '1234', ignoreMs: 40, signal })
    stdin.write('3')
    await new Promise((resolve) => setTimeout(resolve, 80))
    for (const typed of ['\u001b', '\u001b[3~', 'x', '\u0003']) {
      stdin.write(typed)
      await new Promise((resolve) => setImmediate(resolve))
    }
    stdin.write('hello 1 2')
    await new Promise((resolve) => setImmediate(resolve))
    stdin.write('2')
    await new Promise((resolve) => setTimeout(resolve, 80))
    stdin.write('1')
    expect(await key).toBe('1')
    expect(interrupt).toHaveBeenCalledOnce()
  })

  it('gives up when it was decided elsewhere', async () => {
    const { input } = open()
    const controller = new AbortController()
    const key = input.readKey({ allowed: '1', ignoreMs: 0, signal: controller.signal })
    controller.abort()
    expect(await key).toBeUndefined()
  })
})

it('makes completion scripts that the shell accepts', () => {
  expect(spawnSync('bash', ['-n'], { input: completionScript('bash', COMMANDS) }).status).toBe(0)
  const listed = spawnSync('bash', {
    input: `${completionScript('bash', COMMANDS)}\nCOMP_WORDS=(claw ap); COMP_CWORD=1; _claw; echo "\${COMPREPLY[@]}"`,
  })
  expect(listed.stdout.toString().trim()).toBe('approvals approve')
  for (const shell of ['zsh', 'fish'] as const) expect(completionScript(shell, COMMANDS)).toContain('cancel-run')
})
