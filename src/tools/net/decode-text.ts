const META_CHARSET = /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i
const META_WITHIN = 1024

/** Bytes as text: by byte order mark, by the charset of the header, by <meta> in HTML, else UTF-8. */
export function decodeText(body: Buffer, contentType: string): string {
  const label = ofMark(body) ?? /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1] ?? ofMeta(body, contentType) ?? 'utf-8'
  try {
    return new TextDecoder(label).decode(body)
  } catch {
    return new TextDecoder().decode(body)
  }
}

function ofMark(body: Buffer): string | undefined {
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be'
  return body[0] === 0xff && body[1] === 0xfe ? 'utf-16le' : undefined
}

function ofMeta(body: Buffer, contentType: string): string | undefined {
  return /html/i.test(contentType) ? META_CHARSET.exec(body.subarray(0, META_WITHIN).toString('latin1'))?.[1] : undefined
}

export type MediaKind = 'html' | 'json' | 'text' | 'binary'

/** What a body is by its header; without one, by whether it has a zero byte. */
export function mediaKind(contentType: string, body: Buffer): MediaKind {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html'
  if (type === 'application/json' || type.endsWith('+json')) return 'json'
  if (type.startsWith('text/') || type.endsWith('+xml') || TEXTUAL.has(type)) return 'text'
  if (type !== '') return 'binary'
  return body.subarray(0, 8192).includes(0) ? 'binary' : 'text'
}

const TEXTUAL = new Set([
  'application/xml',
  'application/javascript',
  'application/x-ndjson',
  'application/yaml',
  'application/x-yaml',
  'application/sql',
  'application/x-www-form-urlencoded',
  'application/toml',
])
