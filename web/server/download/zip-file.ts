import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  /** Plain ASCII without a folder. */
  readonly name: string
  readonly text: string
}

const VERSION = 20
const DEFLATED = 8
const REGULAR_FILE_0600 = 0o100600 * 2 ** 16

/** A ZIP archive (APPNOTE 6.3.10, without ZIP64: up to 4 GiB) of texts; the same ones always give the same bytes. */
export function zipFile(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, text } of entries) {
    const content = Buffer.from(text)
    const packed = deflateRawSync(content)
    const facts = factsOf({ name, content, packed })
    const local = Buffer.concat([uint32(0x04034b50), facts, uint16(name.length), uint16(0), Buffer.from(name, 'latin1')])
    parts.push(local, packed)
    directory.push(
      // Made by Unix, so that the mode of the file is taken.
      ...[uint32(0x02014b50), uint16(0x0300 + VERSION), facts, uint16(name.length), uint16(0), uint16(0), uint16(0), uint16(0)],
      ...[uint32(REGULAR_FILE_0600), uint32(offset), Buffer.from(name, 'latin1')],
    )
    offset += local.length + packed.length
  }
  const bytes = directory.reduce((sum, part) => sum + part.length, 0)
  const count = uint16(entries.length)
  const end = [uint32(0x06054b50), uint16(0), uint16(0), count, count, uint32(bytes), uint32(offset), uint16(0)]
  return new Uint8Array(Buffer.concat([...parts, ...directory, ...end]))
}

/** What stands in both headers of an entry. The time is the first that the format knows. */
function factsOf({ content, packed }: { readonly name: string; readonly content: Buffer; readonly packed: Buffer }): Buffer {
  const first_of_january_1980 = [uint16(0), uint16(0x21)]
  const sizes = [uint32(crc32(content)), uint32(packed.length), uint32(content.length)]
  return Buffer.concat([uint16(VERSION), uint16(0), uint16(DEFLATED), ...first_of_january_1980, ...sizes])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
