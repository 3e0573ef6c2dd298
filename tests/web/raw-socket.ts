import { connect } from 'node:net'

/** Sends these very bytes and gives everything that came back until the other side closed, or `waitMs` went by. */
export function rawSocket(port: number, bytes: string | Buffer, waitMs = 5_000): Promise<string> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true })
    const timer = setTimeout(() => socket.destroy(), waitMs)
    socket.on('data', (part: Buffer) => parts.push(part))
    socket.on('end', () => socket.destroy())
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(Buffer.concat(parts).toString())
    })
    socket.write(bytes)
  })
}
