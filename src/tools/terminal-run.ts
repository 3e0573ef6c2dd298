import { constants } from 'node:os'
import { abortReason } from '../kernel/abort.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { Json } from '../kernel/json.ts'
import type { SandboxDriver, SandboxedProcess } from '../sandbox/sandbox-driver.ts'
import type { ToolContext, ToolOutcome } from './define-tool.ts'
import { createOutputWindow, type OutputWindow } from './terminal-output.ts'
import { SHELL_LIMITS, type ShellLimits, type ShellScope, type ShellScopeFor } from './terminal-scope.ts'

const SYSTEM_PROGRAMS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']
// Time for the pipes to run dry after the end; a process that fled its group may hold them open for ever.
const DRAIN_MS = 1000
const SIGNALLED = 128

export interface ShellTools {
  readonly sandbox: SandboxDriver
  readonly scope: ShellScopeFor
  readonly limits?: Partial<ShellLimits>
}

export interface ShellCall {
  readonly tool: 'terminal' | 'python_exec'
  readonly command: readonly string[]
  readonly timeout_s: number
}

type Ending = 'exited' | 'timeout' | 'flood' | 'aborted'

/** Runs a program in the workspace under the sandbox until it ends or a limit ends it; no process of it is left afterwards. */
export async function runShell(tools: ShellTools, call: ShellCall, context: ToolContext): Promise<ToolOutcome> {
  if (context.signal.aborted) throw abortReason(context.signal)
  const limits = { ...SHELL_LIMITS, ...tools.limits }
  const scope = await tools.scope(context)
  const began = performance.now()
  const process = start(tools.sandbox, call, scope, limits, context)
  const output = { stdout: createOutputWindow(limits.shown_chars), stderr: createOutputWindow(limits.shown_chars) }
  const ending = await watch(process, output, call, limits, context.signal)
  if (ending === 'aborted') throw abortReason(context.signal)
  const result = { ...exitOf(process), ...shown(output), duration_ms: Math.round(performance.now() - began) }
  return verdict(ending, result, call, limits)
}

function start(
  sandbox: SandboxDriver,
  call: ShellCall,
  scope: ShellScope,
  limits: ShellLimits,
  { workspace }: ToolContext,
): SandboxedProcess {
  try {
    const { read, write, hide, protect, network } = scope
    const { memory_mb, max_processes } = limits
    const env = shellEnv(scope.programs)
    return sandbox.spawn({ command: call.command, env, cwd: workspace, read, write, hide, protect, network, memory_mb, max_processes })
  } catch (error) {
    if (!(error instanceof ClawError) || error.code !== 'CAPSULE_SPAWN_FAILED') throw error
    throw new ClawError('TOOL_FAILED', `${call.tool}: ${error.message}`, { cause: error, fix: error.fix })
  }
}

/** Nothing of the environment of claw. Git must neither ask nor refuse a folder because inside it seems to belong to somebody else. */
function shellEnv(programs: readonly string[]): Record<string, string> {
  return {
    PATH: [...programs, ...SYSTEM_PROGRAMS].join(':'),
    HOME: '/tmp',
    TMPDIR: '/tmp',
    LANG: 'C.UTF-8',
    TERM: 'dumb',
    NO_COLOR: '1',
    PAGER: 'cat',
    GIT_PAGER: 'cat',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: '*',
  }
}

async function watch(
  { child, kill }: SandboxedProcess,
  output: { stdout: OutputWindow; stderr: OutputWindow },
  call: ShellCall,
  limits: ShellLimits,
  signal: AbortSignal,
): Promise<Ending> {
  let stop: (why: Ending) => void = () => undefined
  const stopped = new Promise<Ending>((resolve) => {
    stop = resolve
  })
  const keep = (window: OutputWindow) => (chunk: Buffer) => {
    window.push(chunk)
    if (output.stdout.bytes + output.stderr.bytes > limits.output_bytes) stop('flood')
  }
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  child.once('exit', () => stop('exited'))
  child.stdin?.on('error', () => undefined)
  child.stdin?.end()
  child.stdout?.on('data', keep(output.stdout))
  child.stderr?.on('data', keep(output.stderr))
  const timer = setTimeout(() => stop('timeout'), call.timeout_s * 1000)
  const onAbort = (): void => stop('aborted')
  signal.addEventListener('abort', onAbort, { once: true })
  const ending = await stopped
  clearTimeout(timer)
  signal.removeEventListener('abort', onAbort)
  await kill(ending === 'timeout' ? limits.grace_ms : 0)
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())])
  child.stdout?.destroy()
  child.stderr?.destroy()
  return ending
}

// bubblewrap and shells say 128 + n for a program that a signal ended; without them the signal stands by itself. Here it is always both.
function exitOf({ child }: SandboxedProcess): { exit_code: number | null; signal: string | null } {
  const { signals } = constants
  if (child.signalCode !== null) return { exit_code: SIGNALLED + signals[child.signalCode], signal: child.signalCode }
  const number = (child.exitCode ?? 0) - SIGNALLED
  const name = Object.entries(signals).find(([, value]) => value === number)?.[0]
  return { exit_code: child.exitCode, signal: name ?? null }
}

function shown(output: { stdout: OutputWindow; stderr: OutputWindow }): { stdout: string; stderr: string; truncated: boolean } {
  const stdout = output.stdout.text()
  const stderr = output.stderr.text()
  return { stdout: stdout.text, stderr: stderr.text, truncated: stdout.truncated || stderr.truncated }
}

type ShellResult = ReturnType<typeof exitOf> & ReturnType<typeof shown> & { duration_ms: number }

function verdict(ending: Ending, result: ShellResult, call: ShellCall, limits: ShellLimits): ToolOutcome {
  const failed = (code: 'TOOL_FAILED' | 'TOOL_TIMEOUT', message: string): ToolOutcome => {
    return { ok: false, error: { code, message: `${call.tool}: ${message}`, retryable: false }, result: { ...result } satisfies Json }
  }
  if (ending === 'timeout')
    return failed('TOOL_TIMEOUT', `not done after ${call.timeout_s} s, so it was ended. Raise timeout_s (at most 600).`)
  if (ending === 'flood')
    return failed('TOOL_FAILED', `it printed more than ${limits.output_bytes} bytes, so it was ended. Filter its output.`)
  if (result.exit_code === 0) return { ok: true, result: { ...result } satisfies Json }
  return failed('TOOL_FAILED', `exit code ${result.exit_code}${result.signal === null ? '' : ` (${result.signal})`}.`)
}
