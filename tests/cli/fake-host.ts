import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App, AppModule, AuditCheck, LiveRun, StartRunOptions } from '../../src/app/app-port.ts'
import type { CliHost } from '../../src/cli/host.ts'
import { runCli } from '../../src/cli/run-cli.ts'
import type { RunEvent } from '../../src/protocol/events.ts'

export const RUN_ID = 'abcdef012345'

/** The command line with everything around it replaced; `app` holds only what a test needs, anything else throws. */
export function fakeCli(app: Partial<App> = {}, module: Partial<AppModule> = {}) {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'claw-cli-')))
  const stdout: string[] = []
  const stderr: string[] = []
  const answers: { keys: string[]; lines: string[]; stdin: string } = { keys: [], lines: [], stdin: '' }
  let signal: ((name: 'SIGINT' | 'SIGTERM') => void) | undefined
  const exits: number[] = []
  const host: CliHost = {
    out: {
      result: (text) => void stdout.push(`${text}\n`),
      note: (text) => void stderr.push(`${text}\n`),
      ask: (text) => void stderr.push(text),
      status: () => undefined,
      onClosed: () => undefined,
      drain: async () => undefined,
    },
    input: {
      readKey: async () => answers.keys.shift(),
      readLine: async () => answers.lines.shift(),
      readAll: async () => answers.stdin,
      readHidden: async () => answers.lines.shift(),
    },
    streams: { stdinIsTty: false, stdoutIsTty: false, stderrIsTty: false, columns: 100 },
    env: { HOME: cwd },
    cwd,
    now: () => 0,
    loadApp: async () =>
      ({ createApp: async (config: unknown) => ({ close: async () => undefined, ...app, config }), ...module }) as unknown as AppModule,
    onHangUp: () => () => undefined,
    onSignal: (handler) => {
      signal = handler
      return () => undefined
    },
    exitNow: (code) => void exits.push(code),
  }
  return {
    cwd,
    host,
    answers,
    exits,
    interactive: () => Object.assign(host, { streams: { stdinIsTty: true, stdoutIsTty: true, stderrIsTty: true, columns: 100 } }),
    sendSignal: (name: 'SIGINT' | 'SIGTERM') => signal?.(name),
    out: () => stdout.join(''),
    err: () => stderr.join(''),
    run: (...argv: string[]) => runCli(argv, host),
    remove: () => rmSync(cwd, { recursive: true, force: true }),
  }
}

/** A run whose events are known from the start. */
export function fakeRun(data: {
  result?: unknown
  status?: 'completed' | 'failed' | 'waiting' | 'cancelled'
  exit_code?: number
  error?: unknown
}): LiveRun {
  const status = data.status ?? 'completed'
  const exit_code = data.exit_code ?? 0
  const base = { run_id: RUN_ID, at: '2026-01-02T03:04:05.000Z', actor: 'claw', subtask_id: null, attempt: null }
  const events = [
    {
      ...base,
      seq: 1,
      type: 'run.started',
      data: { task: 't', engine: 'rules', workspace: '/w', session_id: 's', model: null, origin: 'cli', claw_version: '0' },
    },
    {
      ...base,
      seq: 2,
      type: 'run.ended',
      data: { status, exit_code, result: data.result ?? null, error: data.error ?? null, duration_ms: 1 },
    },
  ] as RunEvent[]
  return {
    run_id: RUN_ID,
    subscribe: (listener) => {
      for (const event of events) listener(event)
      return () => undefined
    },
    done: Promise.resolve({ status, exit_code }),
    cancel: () => undefined,
  }
}

/** An app that starts such a run and keeps the options it was started with. */
export function startingApp(run: LiveRun) {
  const started: StartRunOptions[] = []
  const startRun = async (options: StartRunOptions): Promise<LiveRun> => {
    started.push(options)
    return run
  }
  const verifyAudit = async (): Promise<AuditCheck> => ({ ok: true, records: 1, head: 'h' })
  return { started, app: { startRun, verifyAudit } satisfies Partial<App> }
}
