import { gunzipSync } from 'node:zlib'
import type { ClientFile } from './client-files.ts'
import { takesGzip } from './takes-gzip.ts'

export interface FileRequest {
  /** The Accept-Encoding of the request. */
  readonly encodings: string | undefined
  /** Whether the name changes with the content. */
  readonly hashed: boolean
}

/** A file of the dashboard, as it lies there for whoever takes gzip, unpacked for others. */
export function fileResponse(file: ClientFile, { encodings, hashed }: FileRequest): Response {
  const asPacked = file.packed && takesGzip(encodings)
  return new Response(file.packed && !asPacked ? new Uint8Array(gunzipSync(file.bytes)) : file.bytes, {
    headers: {
      'content-type': file.type,
      'cache-control': hashed ? 'private, max-age=31536000, immutable' : 'no-store',
      ...(file.packed && { vary: 'accept-encoding' }),
      ...(asPacked && { 'content-encoding': 'gzip' }),
    },
  })
}
