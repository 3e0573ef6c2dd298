import type { AppModule } from '../app/app-port.ts'
import type { TerminalStreams } from '../config/terminal-state.ts'
import type { Environment } from '../config/user-dirs.ts'
import type { Output } from './output.ts'
import type { TerminalInput } from './terminal-input.ts'

/** What the command line needs of the process around it; tests pass their own. */
export interface CliHost {
  readonly out: Output
  readonly input: TerminalInput
  readonly streams: TerminalStreams
  /** The process's own when absent. */
  readonly env?: Environment
  readonly cwd?: string
  readonly loadApp: () => Promise<AppModule>
  readonly now: () => number
  /** Calls the handler at every SIGINT and SIGTERM until the returned function is called. */
  onSignal(handler: (signal: 'SIGINT' | 'SIGTERM') => void): () => void
  /** The same for SIGHUP: the terminal is gone. */
  onHangUp(handler: () => void): () => void
  /** Ends the process at once: the third Ctrl-C. */
  exitNow(code: number): void
}
