/**
 * A WordPiece vocabulary as one packed file, searched where it lies: nothing is built at start (a Map of 30 000 words costs 8 ms).
 * Little-endian: `CVOC`, count, slots (u32 each), offsets (u32 x count + 1), hash table (u16 x slots: id + 1, 0 = free), tokens (UTF-8).
 */
export interface Vocabulary {
  readonly size: number
  /** The longest token that `bytes` from `start` begin with, as id and end. `continued`: as a piece inside of a word (`##`). */
  longest(bytes: Uint8Array, start: number, continued: boolean): { readonly id: number; readonly end: number } | undefined
  token(id: number): string
}

const HEADER_BYTES = 12
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193
const HASH = 0x23
const PREFIX_BYTES = 2
const LONGEST_TOKEN_BYTES = 18
const CONTINUED_SEED = [HASH, HASH].reduce(hashByte, FNV_OFFSET)

export function openVocabulary(file: Uint8Array): Vocabulary {
  const data = new Uint8Array(file)
  const view = new DataView(data.buffer)
  if (data.length < HEADER_BYTES || new TextDecoder().decode(data.subarray(0, 4)) !== 'CVOC') throw new TypeError('not a packed vocabulary')
  const size = view.getUint32(4, true)
  const slots = view.getUint32(8, true)
  const offsets = new Uint32Array(data.buffer, HEADER_BYTES, size + 1)
  const table = new Uint16Array(data.buffer, HEADER_BYTES + 4 * (size + 1), slots)
  const tokens = data.subarray(HEADER_BYTES + 4 * (size + 1) + 2 * slots)

  function find(hash: number, bytes: Uint8Array, start: number, end: number, prefix: number): number | undefined {
    for (let slot = hash & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const id = (table[slot] ?? 0) - 1
      if (id < 0) return undefined
      if (matches(id, bytes, start, end, prefix)) return id
    }
  }

  function matches(id: number, bytes: Uint8Array, start: number, end: number, prefix: number): boolean {
    const from = offsets[id] ?? 0
    if ((offsets[id + 1] ?? 0) - from !== end - start + prefix) return false
    for (let i = 0; i < prefix; i += 1) if (tokens[from + i] !== HASH) return false
    for (let i = start; i < end; i += 1) if (tokens[from + prefix + i - start] !== bytes[i]) return false
    return true
  }

  function longest(bytes: Uint8Array, start: number, continued: boolean): { id: number; end: number } | undefined {
    let hash = continued ? CONTINUED_SEED : FNV_OFFSET
    let best: { id: number; end: number } | undefined
    const limit = Math.min(bytes.length, start + LONGEST_TOKEN_BYTES)
    for (let end = start + 1; end <= limit; end += 1) {
      hash = hashByte(hash, bytes[end - 1] ?? 0)
      if (insideCharacter(bytes, end)) continue
      const id = find(hash, bytes, start, end, continued ? PREFIX_BYTES : 0)
      if (id !== undefined) best = { id, end }
    }
    return best
  }

  return { size, longest, token: (id) => new TextDecoder().decode(tokens.subarray(offsets[id] ?? 0, offsets[id + 1] ?? 0)) }
}

/** FNV-1a over the bytes of a token: the hash of the packed table. */
export function hashByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, FNV_PRIME) >>> 0
}

/** Writes the file that `openVocabulary` reads; the line number of a token is its id. */
export function packVocabulary(tokens: readonly string[]): Uint8Array {
  const encoded = tokens.map((token) => new TextEncoder().encode(token))
  const slots = 2 ** Math.ceil(Math.log2(tokens.length * 2))
  const table = new Uint16Array(slots)
  const offsets = new Uint32Array(tokens.length + 1)
  for (const [id, bytes] of encoded.entries()) {
    offsets[id + 1] = (offsets[id] ?? 0) + bytes.length
    let slot = bytes.reduce(hashByte, FNV_OFFSET) & (slots - 1)
    while (table[slot] !== 0) slot = (slot + 1) & (slots - 1)
    table[slot] = id + 1
  }
  const header = new Uint32Array([0, tokens.length, slots])
  new Uint8Array(header.buffer).set(new TextEncoder().encode('CVOC'))
  return Buffer.concat([header, offsets, table].map((part) => new Uint8Array(part.buffer)).concat(encoded))
}

function insideCharacter(bytes: Uint8Array, at: number): boolean {
  return at < bytes.length && ((bytes[at] ?? 0) & 0xc0) === 0x80
}
