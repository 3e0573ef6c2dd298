import { createStatusBlock } from './status-block.ts'

/** stdout for the result, stderr for everything else. A pipe that the reader closed is no error: writing stops quietly. */
export interface Output {
  /** One result line or text to stdout, with a newline at its end. */
  result(text: string): void
  /** One line or text to stderr, with a newline at its end. */
  note(text: string): void
  /** To stderr without a newline: the question of a prompt. */
  ask(text: string): void
  /** Lines on stderr that stay below all that is said until others replace them; '' takes them away. For terminals alone. */
  status(text: string): void
  /** Called once when the reader of stdout went away. */
  onClosed(listener: () => void): void
  /** Resolves when all that was written has left the process. */
  drain(): Promise<void>
}

export interface OutputStream {
  write(text: string, done?: () => void): boolean
  on(event: 'error', listener: (error: Error) => void): unknown
  /** Of a terminal. */
  readonly columns?: number
}

const DEFAULT_COLUMNS = 80

export function createOutput(stdout: OutputStream, stderr: OutputStream): Output {
  const listeners: (() => void)[] = []
  const out = quietWriter(stdout, () => {
    for (const listener of listeners.splice(0)) listener()
  })
  const err = quietWriter(stderr, () => undefined)
  const block = createStatusBlock(() => stderr.columns || DEFAULT_COLUMNS)
  return {
    result: (text) => {
      err.write(block.erase())
      out.write(`${text}\n`)
    },
    note: (text) => err.write(block.above(text)),
    ask: (text) => err.write(`${block.erase()}${text}`),
    status: (text) => err.write(block.show(text)),
    onClosed: (listener) => (out.isClosed() ? listener() : void listeners.push(listener)),
    drain: async () => {
      await Promise.all([out.drain(), err.drain()])
    },
  }
}

function quietWriter(stream: OutputStream, onClosed: () => void) {
  let closed = false
  const waiting = new Set<() => void>()
  const close = (): void => {
    if (closed) return
    closed = true
    for (const resolve of waiting) resolve()
    onClosed()
  }
  stream.on('error', close)
  const write = (text: string): void => {
    if (!closed && text !== '') stream.write(text)
  }
  const drain = (): Promise<void> =>
    new Promise((resolve) => {
      if (closed) return resolve()
      waiting.add(resolve)
      stream.write('', () => resolve())
    })
  return { write, drain, isClosed: () => closed }
}
