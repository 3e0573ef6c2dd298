import type { Config } from './config.ts'
import type { Environment } from './user-dirs.ts'

export interface TerminalStreams {
  readonly stdinIsTty: boolean
  readonly stdoutIsTty: boolean
  readonly stderrIsTty: boolean
  readonly columns: number | undefined
  readonly rows?: number | undefined
}

export interface TerminalState {
  /** For Config: how the person's side (stderr, stdin) is. */
  readonly terminal: Config['terminal']
  readonly colourStdout: boolean
  readonly colourStderr: boolean
  /** Redrawing with carriage returns is possible. */
  readonly redraw: boolean
  /** The whole screen can be drawn on, and somebody sits before it. */
  readonly fullScreen: boolean
}

const DEFAULT_COLUMNS = 80

/** NO_COLOR (any value that is not empty), TERM=dumb, CI and ACCESSIBLE=1 are honoured; what is no terminal gets plain lines. */
export function terminalState(streams: TerminalStreams, options: { noInput: boolean }, env: Environment = process.env): TerminalState {
  const accessible = isOn(env['ACCESSIBLE'])
  const plain = accessible || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb' || isOn(env['CI'])
  const interactive = streams.stdinIsTty && streams.stderrIsTty && !isOn(env['CI']) && !options.noInput
  const colourStderr = streams.stderrIsTty && !plain
  return {
    terminal: { colour: colourStderr, interactive, accessible, columns: streams.columns ?? DEFAULT_COLUMNS },
    colourStdout: streams.stdoutIsTty && !plain,
    colourStderr,
    redraw: colourStderr,
    fullScreen: interactive && streams.stdoutIsTty && env['TERM'] !== 'dumb' && !accessible,
  }
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false', 'no', 'off'].includes(value.toLowerCase())
}
