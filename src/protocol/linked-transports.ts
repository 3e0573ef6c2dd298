import type { Transport, TransportListener } from './transport.ts'

interface End {
  transport: Transport
  deliver(line: string): void
  finish(): void
}

/** Two ends in one process: `const [host, capsule] = linkedTransports()`. Lines arrive in order and never within `send`, as from a pipe. */
export function linkedTransports(): [Transport, Transport] {
  const left = createEnd(() => right)
  const right = createEnd(() => left)
  return [left.transport, right.transport]
}

function createEnd(other: () => End): End {
  let listener: TransportListener | undefined
  let closed = false
  let inbox: (() => void)[] = []

  function arrive(act: () => void): void {
    if (listener === undefined) inbox.push(act)
    else queueMicrotask(act)
  }

  return {
    deliver: (line) => arrive(() => listener?.onLine(line)),
    finish: () => arrive(() => listener?.onEnd(undefined)),
    transport: {
      send: (line) => {
        if (!closed) other().deliver(line)
      },
      listen: (to) => {
        listener = to
        for (const act of inbox) queueMicrotask(act)
        inbox = []
      },
      close: async () => {
        if (closed) return
        closed = true
        other().finish()
      },
    },
  }
}
