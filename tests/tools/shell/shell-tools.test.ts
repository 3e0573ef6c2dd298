import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { createBwrapDriver } from '../../../src/sandbox/bwrap-driver.ts'
import { createNoneDriver } from '../../../src/sandbox/none-driver.ts'
import type { ToolContext } from '../../../src/tools/define-tool.ts'
import { createPythonExec } from '../../../src/tools/python-exec.ts'
import { createTerminal } from '../../../src/tools/terminal.ts'
import { findShellMask } from '../../../src/tools/terminal-mask.ts'
import { createOutputWindow } from '../../../src/tools/terminal-output.ts'
import { createWorkspaceScope } from '../../../src/tools/terminal-workspace-scope.ts'
import { requireBwrapHost, temporaryFolder } from '../../sandbox/try-in-sandbox.ts'

const workspace = temporaryFolder()
const isSecret = (path: string): boolean => ['.env', '.closed_claw'].includes(basename(path))
const scope = createWorkspaceScope({ isSecret, isReadOnly: () => false, extraPaths: [], nodePath: process.execPath, network: false })
const bwrap = { sandbox: createBwrapDriver(requireBwrapHost()), scope }
const contextWith = (signal: AbortSignal): ToolContext => ({
  run_id: 'r',
  subtask_id: 's',
  agent_id: 'a',
  workspace,
  signal,
  named_hosts: [],
})
const context = contextWith(new AbortController().signal)

interface Shown {
  readonly exit_code: number
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
  readonly truncated: boolean
}
const resultOf = (outcome: { result?: unknown }): Shown => outcome.result as Shown

/** Processes of this machine that have the text in their command line. */
function running(text: string): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && existsSync(`/proc/${pid}/cmdline`) && commandLine(pid).includes(text))
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
  } catch {
    return ''
  }
}

describe.each([
  { name: 'bwrap', tools: bwrap },
  { name: 'none', tools: { sandbox: createNoneDriver(), scope } },
])('terminal under $name', ({ tools }) => {
  const terminal = createTerminal(tools)
  const run = (cmd: string, timeout_s = 15) => terminal.run({ cmd, timeout_s }, context, undefined)

  test('runs in the workspace and answers code, streams and time', async () => {
    writeFileSync(join(workspace, 'a.txt'), 'text')
    const outcome = await run('pwd; cat a.txt; echo bad >&2; read line || echo no input')
    expect(outcome).toMatchObject({
      ok: true,
      result: { exit_code: 0, signal: null, stdout: `${workspace}\ntextno input\n`, stderr: 'bad\n', truncated: false },
    })
  })

  test('a bad exit code is a failure that carries what was seen', async () => {
    expect(await run('echo seen; exit 3')).toMatchObject({
      ok: false,
      error: { code: 'TOOL_FAILED' },
      result: { exit_code: 3, stdout: 'seen\n' },
    })
    expect(resultOf(await run('kill -9 $$'))).toMatchObject({ exit_code: 137, signal: 'SIGKILL' })
  })

  test('a gigabyte of output is ended early and cut', async () => {
    const began = performance.now()
    const outcome = await run('head -c 1G /dev/zero | tr "\\0" x')
    expect(outcome).toMatchObject({ ok: false, error: { code: 'TOOL_FAILED' }, result: { truncated: true } })
    expect(resultOf(outcome).stdout.length).toBeLessThan(50_200)
    expect(performance.now() - began).toBeLessThan(8000)
  })

  test('long output keeps its beginning and its end', async () => {
    const { stdout, truncated } = resultOf(await run('seq 1 200000'))
    expect(truncated).toBe(true)
    expect(stdout).toMatch(/^1\n2\n/)
    expect(stdout).toMatch(/199999\n200000\n$/)
  })

  test('bytes that are not text become U+FFFD, control characters stay', async () => {
    expect(resultOf(await run("printf 'a\\xff\\xfeb\\033[1m\\0c'")).stdout).toBe('a\ufffd\ufffdb\u001b[1m\0c')
  })

  test('timeout: what ignores SIGTERM is killed, with its background children, and what it said is kept', async () => {
    const mark = `35${Math.floor(Math.random() * 1e9)}`
    const outcome = await run(`trap '' TERM; echo early; sleep ${mark} & sleep ${mark}`, 0.3)
    expect(outcome).toMatchObject({ ok: false, error: { code: 'TOOL_TIMEOUT' }, result: { stdout: 'early\n' } })
    expect(running(mark)).toEqual([])
  })

  test('background processes are ended when the command is done', async () => {
    const mark = `36${Math.floor(Math.random() * 1e9)}`
    const began = performance.now()
    expect(await run(`sleep ${mark} & echo done`)).toMatchObject({ ok: true, result: { stdout: 'done\n' } })
    expect(performance.now() - began).toBeLessThan(4000)
    expect(running(mark)).toEqual([])
  })

  test('a cancel ends it and is told as its reason', async () => {
    const mark = `37${Math.floor(Math.random() * 1e9)}`
    const abort = new AbortController()
    setTimeout(() => abort.abort(new ClawError('CANCELLED', 'stop')), 150)
    await expect(terminal.run({ cmd: `sleep ${mark}`, timeout_s: 15 }, contextWith(abort.signal), undefined)).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect(running(mark)).toEqual([])
    await expect(terminal.run({ cmd: 'true', timeout_s: 1 }, contextWith(abort.signal), undefined)).rejects.toMatchObject({
      code: 'CANCELLED',
    })
  })

  test('nothing of the environment of claw is there', async () => {
    process.env['CLAW_TEST_CANARY'] = 'canary-environment'
    expect(resultOf(await run('env')).stdout).not.toContain('canary')
    delete process.env['CLAW_TEST_CANARY']
  })
})

describe('terminal under bwrap', () => {
  const terminal = createTerminal(bwrap)

  test('secrets are hidden at any depth, hooks and settings of git are read-only', async () => {
    mkdirSync(join(workspace, 'deep/er'), { recursive: true })
    mkdirSync(join(workspace, 'repo/.git/hooks'), { recursive: true })
    writeFileSync(join(workspace, 'repo/.git/config'), '[core]\n')
    for (const path of ['.env', 'deep/er/.env']) writeFileSync(join(workspace, path), 'canary-secret')
    const cmd =
      'cat .env deep/er/.env; echo x > repo/.git/hooks/post-checkout; git config -f repo/.git/config core.fsmonitor ./x; grep -r canary . ; true'
    expect(JSON.stringify(await terminal.run({ cmd, timeout_s: 5 }, context, undefined))).not.toContain('canary-secret')
    expect(readdirSync(join(workspace, 'repo/.git/hooks'))).toEqual([])
    expect(readFileSync(join(workspace, 'repo/.git/config'), 'utf8')).toBe('[core]\n')
  })

  test('node and git are there', async () => {
    const outcome = await terminal.run(
      { cmd: 'node -p 6*7 && git init -q g && git -C g status --porcelain && npm --version', timeout_s: 15 },
      context,
      undefined,
    )
    expect(resultOf(outcome).stdout).toMatch(/^42\n\d+\./)
  })
})

describe('python_exec', () => {
  const python = createPythonExec(bwrap)

  test('runs code isolated and in UTF-8', async () => {
    const outcome = await python.run(
      { code: 'import sys\nprint("é", sys.flags.isolated, sys.stdin.read() == "")', timeout_s: 15 },
      context,
      undefined,
    )
    expect(outcome).toMatchObject({ ok: true, result: { stdout: 'é 1 True\n' } })
  })

  test('an exception is a failure with its traceback', async () => {
    const outcome = await python.run({ code: '1 / 0', timeout_s: 15 }, context, undefined)
    expect(outcome).toMatchObject({ ok: false, result: { exit_code: 1, stderr: expect.stringContaining('ZeroDivisionError') } })
  })

  test('a missing interpreter is said by name', async () => {
    const sandbox = {
      ...bwrap.sandbox,
      spawn: () => {
        throw new ClawError('CAPSULE_SPAWN_FAILED', "The program 'python3' is not there or is not executable.")
      },
    }
    await expect(createPythonExec({ sandbox, scope }).run({ code: '1', timeout_s: 1 }, context, undefined)).rejects.toMatchObject({
      code: 'TOOL_FAILED',
      message: expect.stringContaining('python3'),
    })
  })
})

test('limits of the arguments and their defaults', () => {
  const { input } = createTerminal(bwrap)
  expect(z.parse(input, { cmd: 'ls' })).toEqual({ cmd: 'ls', timeout_s: 15 })
  for (const wrong of [{ cmd: '' }, { cmd: 'x'.repeat(30_001) }, { cmd: 'ls', timeout_s: 601 }, { cmd: 'ls', timeout_s: 0 }]) {
    expect(z.safeParse(input, wrong).success).toBe(false)
  }
})

test('the mask looks at upper folders first and says when it is incomplete', async () => {
  expect(await findShellMask(join(workspace, 'absent'), { isSecret, isReadOnly: () => false })).toEqual({
    hide: [],
    protect: [],
    complete: true,
  })
})

test('an output window cuts neither code points nor counts', () => {
  const window = createOutputWindow(10)
  for (let i = 0; i < 1000; i += 1) window.push(Buffer.from('\u{1f600}'))
  const { text, truncated } = window.text()
  expect(truncated).toBe(true)
  // Throws on half of a surrogate pair.
  expect(() => encodeURIComponent(text)).not.toThrow()
  expect(text).toMatch(/^\u{1f600}\u{1f600}\n\[.*\]\n\u{1f600}\u{1f600}$/u)
  expect(window.bytes).toBe(4000)
})
