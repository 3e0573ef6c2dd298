import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { ClawError } from '../../kernel/claw-error.ts'

export const ACCEPTED_ENCODINGS = 'gzip, deflate, br'

/** The body, decompressed, at most `limit` bytes of it: no more is ever unpacked, however small it came. Throws NET_FAILED. */
export async function readBody(body: Readable, encoding: string | undefined, limit: number): Promise<{ body: Buffer; truncated: boolean }> {
  const plain = decompressed(body, encoding)
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > limit) break
    }
  } finally {
    body.on('error', () => undefined)
    body.destroy()
  }
  return { body: Buffer.concat(chunks).subarray(0, limit), truncated: bytes > limit }
}

function decompressed(body: Readable, encoding: string | undefined): Readable {
  const name = encoding?.trim().toLowerCase() ?? ''
  if (name === '' || name === 'identity') return body
  const unpack = unpacker(name)
  body.on('error', (error) => unpack.destroy(error))
  return body.pipe(unpack)
}

function unpacker(name: string): ReturnType<typeof createGunzip | typeof createInflate | typeof createBrotliDecompress> {
  if (name === 'gzip' || name === 'x-gzip') return createGunzip()
  if (name === 'deflate') return createInflate()
  if (name === 'br') return createBrotliDecompress()
  throw new ClawError('NET_FAILED', `The body is encoded as '${name.slice(0, 40)}', which was not asked for.`)
}
