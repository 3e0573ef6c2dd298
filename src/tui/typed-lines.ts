import { createInterface, type Interface } from 'node:readline'

/** One line that is not shown while it is typed; undefined when the person gave up. */
export type HiddenReader = (question: string) => Promise<string | undefined>

export interface TypedLines {
  /** Whether the next line is typed without being shown. */
  hide(hidden: boolean): void
  /** Gives the keyboard to somebody else for as long as the work takes. */
  without<T>(work: () => Promise<T>): Promise<T>
  close(): void
}

export interface TypedLinesOptions {
  readonly stdin: NodeJS.ReadStream
  readonly readHidden: HiddenReader
  readonly onLine: (line: string) => void
  /** A line that is not shown was given up. */
  readonly onGivenUp: () => void
  readonly onEnd: () => void
}

/** Lines from a keyboard that is not read key by key, but for those that must not be shown. */
export function readTypedLines({ stdin, readHidden, onLine, onGivenUp, onEnd }: TypedLinesOptions): TypedLines {
  let lines: Interface | undefined
  let ended = false
  listen()

  function listen(): void {
    if (ended) return
    const opened = createInterface({ input: stdin, terminal: false })
    lines = opened
    opened.on('line', (line) => {
      if (lines === opened) onLine(line)
    })
    opened.on('close', () => {
      if (lines === opened) onEnd()
    })
  }

  function silence(): void {
    const opened = lines
    lines = undefined
    opened?.close()
  }

  async function without<T>(work: () => Promise<T>): Promise<T> {
    silence()
    try {
      return await work()
    } finally {
      listen()
    }
  }

  async function readSecret(): Promise<void> {
    const line = await without(() => readHidden(''))
    if (line === undefined) onGivenUp()
    else onLine(line)
  }

  return {
    hide: (hidden) => {
      if (hidden && lines !== undefined) void readSecret()
    },
    without,
    close: () => {
      ended = true
      // Of a line that was not shown and has not been ended.
      if (lines === undefined) stdin.setRawMode?.(false)
      silence()
    },
  }
}
