import { writeSync } from 'node:fs'

/** The alternate screen, raw keys and bracketed pastes; and the way back, however the process ends. */
export interface Terminal {
  readonly columns: () => number
  readonly rows: () => number
  write(bytes: string): void
  enter(): void
  leave(): void
  /** Leaves and stops the process as Ctrl-Z does; `onContinue` tells when the shell went on with it. */
  suspend(): void
  /** After a stop of any kind, when the screen has been entered again: what is on it is not known. */
  onContinue(listener: () => void): () => void
  onResize(listener: () => void): () => void
}

export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream & { readonly fd: number }
}

// Without line wrap: what a terminal draws wider than it should be pushes nothing into the next row.
const ENTER = '\u001b[?1049h\u001b[?2004h\u001b[?25l\u001b[?7l'
const LEAVE = '\u001b[?7h\u001b[?2004l\u001b[?25h\u001b[?1049l'
/** Where no shell could go on with it (a container's only process), nothing stops; the screen is back after so long. */
const STOPPED_WITHIN_MS = 50
const DEFAULT = { columns: 80, rows: 24 }

export function createTerminal({ stdin, stdout }: TerminalStreams): Terminal {
  let inside = false
  let suspended = false
  const listeners = new Set<() => void>()
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
    forget()
    try {
      stdin.setRawMode?.(false)
      writeSync(stdout.fd, LEAVE)
    } catch {
      return
    }
  }
  function forget(): void {
    inside = false
    suspended = false
    process.off('exit', leave)
    process.off('uncaughtExceptionMonitor', leave)
  }
  // Not while an editor has the terminal.
  function continued(): void {
    if (!inside && !suspended) return
    // A shell may have changed the modes meanwhile, and only the foreground is told of a resize.
    stdin.setRawMode?.(false)
    forget()
    enter()
    process.kill(process.pid, 'SIGWINCH')
    for (const listener of listeners) listener()
  }
  return {
    columns: () => stdout.columns || DEFAULT.columns,
    rows: () => stdout.rows || DEFAULT.rows,
    // A frame that is ready while somebody else has the terminal is drawn when that is over.
    write: (bytes) => void (inside && stdout.write(bytes)),
    enter,
    leave,
    suspend: () => {
      leave()
      suspended = true
      // The whole group, as the terminal would: the shell waits for the first process of it (npx).
      process.kill(0, 'SIGTSTP')
      setTimeout(() => suspended && continued(), STOPPED_WITHIN_MS)
    },
    onContinue: (listener) => {
      if (listeners.size === 0) process.on('SIGCONT', continued)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) process.off('SIGCONT', continued)
      }
    },
    onResize: (listener) => {
      stdout.on('resize', listener)
      return () => stdout.off('resize', listener)
    },
  }
}
