import { writeSync } from 'node:fs'

/** The alternate screen, raw keys and bracketed pastes; and the way back, however the process ends. */
export interface Terminal {
  readonly columns: () => number
  readonly rows: () => number
  write(bytes: string): void
  enter(): void
  leave(): void
  /** Leaves, stops the process as Ctrl-Z does, and enters again when the shell goes on with it. */
  suspend(): Promise<void>
  onResize(listener: () => void): () => void
}

export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream & { readonly fd: number }
}

const ENTER = '\u001b[?1049h\u001b[?2004h\u001b[?25l'
const LEAVE = '\u001b[?2004l\u001b[?25h\u001b[?1049l'
const DEFAULT = { columns: 80, rows: 24 }

export function createTerminal({ stdin, stdout }: TerminalStreams): Terminal {
  let inside = false
  const enter = (): void => {
    if (inside) return
    inside = true
    stdin.setRawMode?.(true)
    stdout.write(ENTER)
    process.on('exit', leave)
    // What went wrong is told on the screen that stays.
    process.on('uncaughtExceptionMonitor', leave)
  }
  // Also called while the process ends, when only what is written at once arrives. A terminal that has gone away is no error.
  function leave(): void {
    if (!inside) return
    inside = false
    process.off('exit', leave)
    process.off('uncaughtExceptionMonitor', leave)
    try {
      stdin.setRawMode?.(false)
      writeSync(stdout.fd, LEAVE)
    } catch {
      return
    }
  }
  return {
    columns: () => stdout.columns || DEFAULT.columns,
    rows: () => stdout.rows || DEFAULT.rows,
    write: (bytes) => void stdout.write(bytes),
    enter,
    leave,
    suspend: () =>
      new Promise((resolve) => {
        process.once('SIGCONT', () => {
          enter()
          resolve()
        })
        leave()
        process.kill(process.pid, 'SIGTSTP')
      }),
    onResize: (listener) => {
      stdout.on('resize', listener)
      return () => stdout.off('resize', listener)
    },
  }
}
