/** stdout for the result, stderr for everything else. A pipe that the reader closed is no error: writing stops quietly. */
export interface Output {
  /** One result line or text to stdout, with a newline at its end. */
  result(text: string): void
  /** One line or text to stderr, with a newline at its end. */
  note(text: string): void
  /** To stderr without a newline: the question of a prompt. */
  ask(text: string): void
  /** Called once when the reader of stdout went away. */
  onClosed(listener: () => void): void
  /** Resolves when all that was written has left the process. */
  drain(): Promise<void>
}

export interface OutputStream {
  write(text: string, done?: () => void): boolean
  on(event: 'error', listener: (error: Error) => void): unknown
}

export function createOutput(stdout: OutputStream, stderr: OutputStream): Output {
  const listeners: (() => void)[] = []
  const out = quietWriter(stdout, () => {
    for (const listener of listeners.splice(0)) listener()
  })
  const err = quietWriter(stderr, () => undefined)
  return {
    result: (text) => out.write(`${text}\n`),
    note: (text) => err.write(`${text}\n`),
    ask: (text) => err.write(text),
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
