const BYTES_PER_CHAR = 4
const LEADING_FRAGMENT = /^\ufffd{1,3}/

/** A stream of which the beginning and the end are kept, however much comes between. */
export interface OutputWindow {
  push(chunk: Buffer): void
  readonly bytes: number
  text(): { readonly text: string; readonly truncated: boolean }
}

/** Keeps at most `chars` characters of a stream, half of them from its end. Bytes that are not UTF-8 become U+FFFD. */
export function createOutputWindow(chars: number): OutputWindow {
  const room = chars * BYTES_PER_CHAR
  const head: Buffer[] = []
  let tail: Buffer[] = []
  let headBytes = 0
  let tailBytes = 0
  let bytes = 0

  function push(chunk: Buffer): void {
    bytes += chunk.length
    const forHead = chunk.subarray(0, room - headBytes)
    if (forHead.length > 0) head.push(Buffer.from(forHead))
    headBytes += forHead.length
    const rest = chunk.subarray(forHead.length)
    if (rest.length > 0) pushTail(Buffer.from(rest))
  }

  function pushTail(chunk: Buffer): void {
    tail.push(chunk)
    tailBytes += chunk.length
    if (tailBytes <= 2 * room) return
    tail = [Buffer.concat(tail).subarray(-room)]
    tailBytes = room
  }

  function text(): { text: string; truncated: boolean } {
    const gap = bytes - headBytes - tailBytes
    if (gap === 0) return cutMiddle(Buffer.concat([...head, ...tail]).toString(), chars)
    const start = Buffer.concat(head).toString()
    const end = Buffer.concat(tail).toString().replace(LEADING_FRAGMENT, '')
    return { text: join(start, end, chars), truncated: true }
  }

  return {
    push,
    text,
    get bytes() {
      return bytes
    },
  }
}

function cutMiddle(text: string, chars: number): { text: string; truncated: boolean } {
  if (text.length <= chars) return { text, truncated: false }
  return { text: join(text, text, chars), truncated: true }
}

function join(start: string, end: string, chars: number): string {
  const half = Math.floor(chars / 2)
  return `${wellFormed(start.slice(0, half))}\n[... cut here: only the first and the last ${half} characters are shown ...]\n${wellFormed(end.slice(-half))}`
}

// A cut may go through a surrogate pair; half of one is not text.
function wellFormed(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/, '')
}
