import type { ClawError } from '../kernel/claw-error.ts'

export interface TransportListener {
  /** One line without its LF. */
  onLine(line: string): void
  /** The other end sends no more: undefined when it closed in order, the error when it broke a rule of the line layer. Once. */
  onEnd(error: ClawError | undefined): void
  /** Lines can no longer be delivered to the other end; it may still send. Once. */
  onUndeliverable(error: ClawError): void
}

/** Carries lines both ways. A failure is told to the listener, never thrown at the sender. */
export interface Transport {
  /** Queues one line (without LF); a line for a closed end is dropped. */
  send(line: string): void
  /** Starts delivery, to this one listener. */
  listen(listener: TransportListener): void
  /** Delivers what is queued, then closes this end's output; the other end may still send. Resolves when that is done or has become impossible. */
  close(): Promise<void>
}
