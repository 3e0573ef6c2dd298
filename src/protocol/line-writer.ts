import type { Writable } from 'node:stream'
import { ClawError } from '../kernel/claw-error.ts'
import { createDeferred } from './deferred.ts'
import { LINE_BYTES, MAX_WAITING_BYTES } from './limits.ts'

export interface LineWriterOptions {
  readonly output: Writable
  /** The stream takes no more: a closed pipe, or a reader that does not read. Once, and not after `end`. */
  readonly onFailure: (error: ClawError) => void
  /** How long a reader may take no line at all while more than MAX_WAITING_BYTES wait for it. */
  readonly stallMs: number
}

export interface LineWriter {
  write(line: string): void
  /** Ends the stream after the last queued line. Resolves when it has drained or failed. */
  end(): Promise<void>
}

// Answers to several open requests may come in one tick: they wait here, so that the stream itself never holds more than a line above its cap.
const MAX_QUEUED_BYTES = 16 * LINE_BYTES

/** Writes lines with backpressure: to a stream that has more than MAX_WAITING_BYTES waiting nothing is written. */
export function createLineWriter({ output, onFailure, stallMs }: LineWriterOptions): LineWriter {
  const queue: Buffer[] = []
  let queuedBytes = 0
  let broken = false
  let ending = false
  let stall: NodeJS.Timeout | undefined
  const ended = createDeferred<void>()

  output.on('error', (cause) => fail(new ClawError('CAPSULE_PIPE_CLOSED', `The other end closed its input (${cause.message}).`, { cause })))
  output.on('close', () => fail(new ClawError('CAPSULE_PIPE_CLOSED', 'The other end closed its input.')))

  function write(line: string): void {
    if (broken || ending) return
    const bytes = Buffer.from(`${line}\n`)
    queue.push(bytes)
    queuedBytes += bytes.length
    flush()
    if (queuedBytes > MAX_QUEUED_BYTES) failStalled()
  }

  function flush(): void {
    while (!broken && output.writableLength <= MAX_WAITING_BYTES) {
      const next = queue.shift()
      if (next === undefined) break
      queuedBytes -= next.length
      output.write(next, onTaken)
    }
    if (queue.length > 0 && !broken) stall ??= setTimeout(failStalled, stallMs).unref()
  }

  function onTaken(): void {
    clearTimeout(stall)
    stall = undefined
    flush()
    if (ending) endStream()
  }

  function endStream(): void {
    if (queue.length === 0 && !output.writableEnded) output.end(() => ended.resolve())
  }

  function failStalled(): void {
    fail(new ClawError('CAPSULE_BACKPRESSURE', `${queuedBytes + output.writableLength} bytes wait for a reader that does not read.`))
  }

  function fail(error: ClawError): void {
    if (broken) return
    broken = true
    clearTimeout(stall)
    queue.length = 0
    ended.resolve()
    if (!ending) onFailure(error)
  }

  function end(): Promise<void> {
    ending = true
    if (!broken) endStream()
    return ended.promise
  }

  return { write, end }
}
