import { resolve } from 'node:path'
import type { App, AppModule } from '../app/app-port.ts'
import type { Config } from '../config/config.ts'
import { type LoadConfigOptions, loadConfig } from '../config/load-config.ts'
import { terminalState } from '../config/terminal-state.ts'
import { ANSI, type Paint, PLAIN } from '../view/paint.ts'
import type { ListOptions } from '../view/tables.ts'
import type { CliHost } from './host.ts'
import type { ParsedInput } from './parse-args.ts'
import { type TracelessConfig, withoutTrace } from './without-trace.ts'

/** What a command works with. Config and app load on first use, and everything opened is closed by `close`. */
export interface CommandContext {
  readonly host: CliHost
  readonly input: ParsedInput
  /** For lists on stdout. */
  readonly list: ListOptions
  readonly paintOut: Paint
  readonly paintErr: Paint
  /** Whether a person can be asked. */
  readonly interactive: boolean
  /** Plain lines, one choice a line. */
  readonly accessible: boolean
  /** Whether a line on stderr may be drawn over. */
  readonly redraw: boolean
  /** Whether the whole screen may be drawn on, and keys come one by one. */
  readonly fullScreen: boolean
  config(overrides?: LoadConfigOptions): Config
  module(): Promise<AppModule>
  app(): Promise<App>
  appFor(config: Config): Promise<App>
  /** The app of the workspace that holds this id. */
  locate(kind: 'run' | 'approval' | 'agent', prefix: string): Promise<{ readonly app: App; readonly id: string }>
  limit(): number
  close(): Promise<void>
}

const DEFAULT_LIMIT = 20
const DEFAULT_COLUMNS = 80

export function createContext(input: ParsedInput, host: CliHost): CommandContext {
  const opened = new Set<App>()
  const left: TracelessConfig[] = []
  const state = terminalState(host.streams, { noInput: input.noInput }, ...(host.env === undefined ? [] : [host.env]))
  const accessible = input.accessible || state.terminal.accessible
  const paintOut = state.colourStdout && !accessible ? ANSI : PLAIN
  let module: Promise<AppModule> | undefined
  let mine: Promise<App> | undefined

  const config = (overrides: LoadConfigOptions = {}): Config => loadConfig({ ...baseOptions(input, host), ...overrides })
  const load = (): Promise<AppModule> => {
    module ??= host.loadApp()
    return module
  }
  const appFor = async (wanted: Config): Promise<App> => {
    const app = await (await load()).createApp(wanted)
    opened.add(app)
    const close = async (): Promise<void> => {
      opened.delete(app)
      await app.close()
    }
    return { ...app, close }
  }
  const myApp = (): Promise<App> => {
    if (input.command === undefined || input.command.makesWorkspace === true) return appFor(config())
    const traceless = withoutTrace(config())
    left.push(traceless)
    return appFor(traceless.config)
  }
  const app = (): Promise<App> => {
    mine ??= myApp()
    return mine
  }
  return {
    host,
    input,
    list: { now: host.now(), columns: listColumns(host), paint: paintOut },
    paintOut,
    paintErr: state.colourStderr && !accessible ? ANSI : PLAIN,
    interactive: state.terminal.interactive && input.output === 'text',
    accessible,
    redraw: state.redraw && !input.accessible && input.output === 'text',
    fullScreen: state.fullScreen && !input.accessible && input.output === 'text',
    config,
    module: load,
    app,
    appFor,
    locate: async (kind, prefix) => {
      const here = await app()
      const found = await here.locate(kind, prefix)
      if (found.workspace === here.config.workspace) return { app: here, id: found.id }
      return { app: await appFor(config({ workspace: found.workspace })), id: found.id }
    },
    limit: () => Number(input.options['limit'] ?? DEFAULT_LIMIT),
    close: async () => {
      for (const one of opened) await one.close()
      opened.clear()
      for (const one of left.splice(0)) one.remove()
    },
  }
}

/** Nothing is cut for a program that reads a list. */
function listColumns({ streams }: CliHost): number {
  return streams.stdoutIsTty ? (streams.columns ?? DEFAULT_COLUMNS) : Number.MAX_SAFE_INTEGER
}

function baseOptions(input: ParsedInput, host: CliHost): LoadConfigOptions {
  return {
    flags: { ...input.settings, ...organizeRoot(input, host.cwd) },
    debug: input.debug,
    noInput: input.noInput || input.output !== 'text',
    streams: host.streams,
    ...(host.env === undefined ? {} : { env: host.env }),
    ...(host.cwd === undefined ? {} : { cwd: host.cwd }),
  }
}

/** A folder that the person named with --organize-path may be worked in, also outside of the workspace. */
export function organizeRoot(input: ParsedInput, cwd = process.cwd()): Record<string, string> {
  const folder = input.options['organize-path']
  if (typeof folder !== 'string') return {}
  const allowed = input.settings['CLOSED_CLAW_EXTRA_ALLOWED_PATHS']
  return { CLOSED_CLAW_EXTRA_ALLOWED_PATHS: [...(allowed === undefined ? [] : [allowed]), resolve(cwd, folder)].join(',') }
}
