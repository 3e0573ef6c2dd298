/** stdout for the result, stderr for everything else. A pipe that the reader closed is no error: writing stops quietly. */
export interface Output {
  /** One result line or text to stdout, with a newline at its end. */
  result(text: string): void
  /** One line or text to stderr, with a newline at its end. */
  note(text: string): void
  /** To stderr without a newline: the question of a prompt. */
  ask(text: string): void
  /** One line to stderr that the next output replaces, without a newline; '' takes it away. For terminals alone. */
  status(text: string): void
  /** Called once when the reader of stdout went away. */
  onClosed(listener: () => void): void
  /** Resolves when all that was written has left the process. */
  drain(): Promise<void>
}

export interface OutputStream {
  write(text: string, done?: () => void): boolean
  on(event: 'error', listener: (error: Error) => void): unknown
}

const ERASE_LINE = '\u001b[K'

export function createOutput(stdout: OutputStream, stderr: OutputStream): Output {
  const listeners: (() => void)[] = []
  const out = quietWriter(stdout, () => {
    for (const listener of listeners.splice(0)) listener()
  })
  const err = quietWriter(stderr, () => undefined)
  let status = ''
  const showStatus = (text: string): void => {
    if (text !== status) err.write(`\r${ERASE_LINE}${text}`)
    status = text
  }
  return {
    result: (text) => {
      showStatus('')
      out.write(`${text}\n`)
    },
    note: (text) => {
      showStatus('')
      err.write(`${text}\n`)
    },
    ask: (text) => {
      showStatus('')
      err.write(text)
    },
    status: showStatus,
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
    if (!closed) stream.write(text)
  }
  const drain = (): Promise<void> =>
    new Promise((resolve) => {
      if (closed) return resolve()
      waiting.add(resolve)
      stream.write('', () => resolve())
    })
  return { write, drain, isClosed: () => closed }
}
