import { execFileSync } from 'node:child_process'
import { CLAW } from './claw-place.ts'
import { createEmulator, type Emulator } from './terminal/emulator.ts'
import { keyBytes } from './terminal/key-bytes.ts'
import { openPty } from './terminal/open-pty.ts'
import { type Waits, waits } from './terminal/waits.ts'

export interface TerminalOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly columns?: number
  readonly rows?: number
  /** What the terminal says that it is; 'xterm-256color'. The environment's own TERM is that of a pipe. */
  readonly term?: string
  /** What stands on the screen already, as a shell would have left it. */
  readonly before?: string
  /** Instead of the built program: a program and its first arguments. */
  readonly command?: readonly string[]
}

/** A program in a real pty, and a terminal emulator that shows what it writes. Close it at the end of a test. */
export interface Terminal extends Waits, Omit<Emulator, 'write' | 'applicationCursor'> {
  /** Bytes as they are. */
  type(text: string | Buffer): void
  /** Keys by the names of the menu's key table. What follows an 'escape' at once is Alt with that key, as in every terminal. */
  press(...keys: readonly string[]): void
  /** As a terminal pastes: between brackets when the program asked for them, newlines as Enter. */
  paste(text: string): void
  /** Everything that the program wrote. */
  bytes(): Buffer
  /** The same in the pieces in which it came. */
  chunks(): readonly Buffer[]
  /** The program's pid, and that of its process group. */
  readonly started: Promise<number>
  /** The exit code, or 128 and the signal's number as a shell says it. By then the screen shows all that was written. */
  readonly ended: Promise<number>
  signal(name: NodeJS.Signals): Promise<void>
  /** Resolves when the program has stopped (Ctrl-Z) and the shell has the terminal. */
  stopped(): Promise<void>
  /** What `fg` of a shell does. */
  continueStopped(): void
  /** The terminal dies. */
  hangup(): void
  /** What `stty -a` says of the terminal. */
  modes(): string
  /** Resolves when the program reads key by key: before that Ctrl-C is a signal and Ctrl-D the end of the input, whatever is on the screen. */
  raw(): Promise<void>
  /** The terminal dies; a program that goes on without one is killed. */
  close(): Promise<void>
}

const HANGUP_MS = 2000

export function openTerminal(args: readonly string[], options: TerminalOptions): Terminal {
  const { cwd, columns = 100, rows = 30, term = 'xterm-256color', before = '', command = [process.execPath, CLAW] } = options
  const { CI: _, ...env } = options.env
  const emulator = createEmulator({ columns, rows, onAnswer: (text) => type(text) })
  const { changed, ended: markEnded, ...waiting } = waits(emulator)
  const [started, ended] = [deferred<number>(), deferred<number>()]
  const chunks: Buffer[] = []
  let [device, isStopped, isEnded, drawn] = ['', false, false, emulator.write(before)]

  const pty = openPty(
    { command: [...command, ...args], cwd, env: { ...env, TERM: term }, columns, rows },
    {
      device: (path) => {
        device = path
      },
      started: started.resolve,
      wrote: (bytes) => {
        chunks.push(bytes)
        drawn = emulator.write(bytes).then(changed)
      },
      stopped: () => {
        isStopped = true
        void drawn.then(changed)
      },
      ended: (code) => {
        isEnded = true
        void drawn.then(() => {
          ended.resolve(code)
          markEnded(code)
        })
      },
    },
  )
  function type(text: string | Buffer): void {
    pty.type(Buffer.from(text))
  }
  const modes = (): string => execFileSync('stty', ['-a', '-F', device], { encoding: 'utf8' })
  return {
    ...emulator,
    ...waiting,
    type,
    press: (...keys) => type(keys.map((key) => keyBytes(key, emulator.applicationCursor())).join('')),
    paste: (text) => type(emulator.bracketedPaste() ? `\u001b[200~${pasted(text)}\u001b[201~` : pasted(text)),
    resize: (toColumns, toRows) => {
      emulator.resize(toColumns, toRows)
      pty.resize(toColumns, toRows)
    },
    bytes: () => Buffer.concat(chunks),
    chunks: () => chunks,
    started: started.promise,
    ended: ended.promise,
    signal: async (name) => void process.kill(await started.promise, name),
    stopped: () => waiting.until(() => isStopped, 'the program stopped'),
    continueStopped: () => {
      isStopped = false
      pty.continueStopped()
    },
    hangup: pty.hangup,
    modes,
    raw: async () => {
      while (!modes().includes('-icanon')) await new Promise((done) => setTimeout(done, 20))
    },
    close: async () => {
      const pid = await started.promise
      if (!isEnded) pty.hangup()
      const timer = setTimeout(() => killGroup(pid), HANGUP_MS)
      await ended.promise
      clearTimeout(timer)
      await pty.close()
    },
  }
}

// It may have ended a moment ago.
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function pasted(text: string): string {
  return text.replace(/\r?\n/g, '\r')
}

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
