import { readHidden } from './read-hidden.ts'

/** Keys and lines of a person, and the whole of stdin for `-`. */
export interface TerminalInput {
  /** The first of the `allowed` keys that is pressed later than `ignoreMs` from now; undefined when the signal aborts first. */
  readKey(options: { readonly allowed: string; readonly ignoreMs: number; readonly signal: AbortSignal }): Promise<string | undefined>
  /** One line; undefined at the end of input or when the signal aborts. */
  readLine(signal: AbortSignal): Promise<string | undefined>
  readAll(maxBytes: number): Promise<string>
  /** One line that is not shown while it is typed; undefined when the person gave up (Ctrl-C, Ctrl-D, end of input). */
  readHidden(question: string): Promise<string | undefined>
}

export interface InputStreams {
  readonly stdin: NodeJS.ReadStream
  readonly stderr: NodeJS.WritableStream
  /** Ctrl-C while keys are read one by one: the terminal sends no signal then. */
  readonly interrupt: () => void
}

const CTRL_C = '\u0003'
const ESCAPE = '\u001b'

export function createTerminalInput({ stdin, stderr, interrupt }: InputStreams): TerminalInput {
  return {
    readKey: (options) => readKey(stdin, interrupt, options),
    readLine: (signal) => readLine(stdin, stderr, interrupt, signal),
    readAll: (maxBytes) => readAll(stdin, maxBytes),
    readHidden: (question) => readHidden(stdin, stderr, question),
  }
}

function readKey(
  stdin: NodeJS.ReadStream,
  interrupt: () => void,
  options: { allowed: string; ignoreMs: number; signal: AbortSignal },
): Promise<string | undefined> {
  return new Promise((resolve) => {
    if (options.signal.aborted) return resolve(undefined)
    let openAt = performance.now() + options.ignoreMs
    const onAbort = (): void => finish(undefined)
    const onEnd = (): void => finish(undefined)
    const onData = (chunk: Buffer): void => {
      const text = chunk.toString('utf8')
      if (text.includes(CTRL_C)) interrupt()
      // An escape sequence (arrows, a paste) is no answer, and neither is what was typed before the question could be read.
      if (text.includes(CTRL_C) || text.startsWith(ESCAPE) || performance.now() < openAt) return
      // Several characters at once were pasted or typed for something else, and there may be more of it.
      if ([...text].length > 1) openAt = performance.now() + options.ignoreMs
      else if (options.allowed.includes(text.toLowerCase())) finish(text.toLowerCase())
    }
    function finish(key: string | undefined): void {
      options.signal.removeEventListener('abort', onAbort)
      stdin.off('data', onData)
      stdin.off('end', onEnd)
      stdin.setRawMode?.(false)
      stdin.pause()
      resolve(key)
    }
    options.signal.addEventListener('abort', onAbort, { once: true })
    stdin.setRawMode?.(true)
    stdin.on('data', onData)
    stdin.on('end', onEnd)
    stdin.resume()
  })
}

async function readLine(
  stdin: NodeJS.ReadStream,
  stderr: NodeJS.WritableStream,
  interrupt: () => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  // Loaded when somebody types: most commands never ask.
  const { createInterface } = await import('node:readline')
  if (signal.aborted) return undefined
  const lines = createInterface({ input: stdin, output: stderr, terminal: stdin.isTTY === true, historySize: 0 })
  return new Promise((resolve) => {
    let line: string | undefined
    const onAbort = (): void => lines.close()
    signal.addEventListener('abort', onAbort, { once: true })
    lines.on('SIGINT', interrupt)
    lines.once('line', (text) => {
      line = text
      lines.close()
    })
    lines.once('close', () => {
      signal.removeEventListener('abort', onAbort)
      stdin.pause()
      resolve(line)
    })
  })
}

async function readAll(stdin: NodeJS.ReadStream, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk))
    bytes += chunk.length
    if (bytes > maxBytes) break
  }
  return Buffer.concat(chunks).toString('utf8')
}
