import type { Readable, Writable } from 'node:stream'
import { ClawError } from '../kernel/claw-error.ts'
import { ATTEMPT_BYTES, LINE_BYTES } from './limits.ts'
import { createLineReader } from './line-reader.ts'
import { createLineWriter } from './line-writer.ts'
import type { Transport, TransportListener } from './transport.ts'

export interface StdioTransportOptions {
  readonly input: Readable
  readonly output: Writable
  readonly maxLineBytes?: number
  readonly maxTotalBytes?: number
  readonly stallMs?: number
}

/** A transport over two byte streams: the pipes of a capsule seen from either end. Each stream fails for itself. */
export function createStdioTransport(options: StdioTransportOptions): Transport {
  const { input, output, maxLineBytes = LINE_BYTES, maxTotalBytes = ATTEMPT_BYTES, stallMs = 10_000 } = options
  let listener: TransportListener | undefined
  const writer = createLineWriter({ output, stallMs, onFailure: (error) => listener?.onUndeliverable(error) })
  const reader = createLineReader({ maxLineBytes, maxTotalBytes, onLine: (line) => listener?.onLine(line) })
  // Without a handler an error of the stream would end the host.
  input.on('error', end)

  function listen(to: TransportListener): void {
    listener = to
    input.on('data', onData)
    input.on('end', () => end())
    input.on('close', () => end())
  }

  function onData(chunk: Buffer): void {
    try {
      reader.push(chunk)
    } catch (error) {
      end(error)
    }
  }

  function end(cause?: unknown): void {
    const told = listener
    listener = undefined
    input.off('data', onData)
    // What still comes is taken and dropped: a full pipe would keep the other end from exiting.
    input.resume()
    told?.onEnd(cause === undefined ? undefined : asLineError(cause))
  }

  return { send: writer.write, listen, close: writer.end }
}

function asLineError(cause: unknown): ClawError {
  return cause instanceof ClawError ? cause : new ClawError('PROTOCOL_CLOSED', `The input broke: ${String(cause)}`, { cause })
}
