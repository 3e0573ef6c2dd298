import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** The wire of a terminal: what is typed goes in, what the program writes comes out, in the order in which it happened. */
export interface Pty {
  type(bytes: Buffer): void
  resize(columns: number, rows: number): void
  continueStopped(): void
  hangup(): void
  /** Ends the bridge; a program that still has the terminal is hung up. */
  close(): Promise<void>
}

export interface PtyListener {
  device(path: string): void
  started(pid: number): void
  wrote(bytes: Buffer): void
  stopped(): void
  ended(code: number): void
}

export interface PtyOptions {
  readonly command: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly columns: number
  readonly rows: number
}

const BRIDGE = join(import.meta.dirname, 'pty-bridge.py')

export function openPty({ command, cwd, env, columns, rows }: PtyOptions, listener: PtyListener): Pty {
  const bridge = spawn('python3', [BRIDGE, String(columns), String(rows), ...command], { cwd, env, stdio: ['pipe', 'pipe', 'inherit'] })
  bridge.stdin.on('error', () => undefined)
  bridge.stdout.on('data', frameReader(listener))
  const closed = new Promise<void>((done) => void bridge.once('close', () => done()))
  const send = (kind: string, payload: Buffer | string = ''): void => void bridge.stdin.write(frame(kind, Buffer.from(payload)))
  return {
    type: (bytes) => send('i', bytes),
    resize: (toColumns, toRows) => send('s', `${toColumns} ${toRows}`),
    continueStopped: () => send('c'),
    hangup: () => send('h'),
    close: () => {
      bridge.stdin.end()
      return closed
    },
  }
}

const HEAD = 5

function frame(kind: string, payload: Buffer): Buffer {
  const head = Buffer.alloc(HEAD)
  head.write(kind)
  head.writeUInt32BE(payload.length, 1)
  return Buffer.concat([head, payload])
}

function frameReader(listener: PtyListener): (data: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (data) => {
    rest = Buffer.concat([rest, data])
    while (rest.length >= HEAD && rest.length >= HEAD + rest.readUInt32BE(1)) {
      const end = HEAD + rest.readUInt32BE(1)
      tell(listener, rest.toString('latin1', 0, 1), Buffer.from(rest.subarray(HEAD, end)))
      rest = rest.subarray(end)
    }
  }
}

function tell(listener: PtyListener, kind: string, payload: Buffer): void {
  if (kind === 'o') listener.wrote(payload)
  else if (kind === 'd') listener.device(payload.toString())
  else if (kind === 'p') listener.started(Number(payload))
  else if (kind === 't') listener.stopped()
  else listener.ended(Number(payload))
}
