import { createServer, type RequestListener } from 'node:http'
import { afterAll } from 'vitest'
import type { NetRequest } from '../../../src/tools/net/net-limits.ts'

/** A server on loopback that lives as long as the test file. */
export async function serve(
  listener: RequestListener,
): Promise<{ url: string; port: number; seen: { method: string; url: string; headers: Record<string, unknown>; body: string }[] }> {
  const seen: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() })
      listener(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}`, port, seen }
}

export function get(url: string, more: Partial<NetRequest> = {}): NetRequest {
  return { url, method: 'GET', headers: {}, timeout_ms: 5000, signal: new AbortController().signal, ...more }
}
