import { readSync } from 'node:fs'

const CANDIDATES = [',', ';', '\t', '|']

/** The separator that stands most often in the header line, outside of quotes; a comma when none does. */
export function sniffDelimiter(fd: number): string {
  const start = Buffer.alloc(64 * 1024)
  const header = headerLine(start.toString('utf8', 0, readSync(fd, start, 0, start.length, 0)))
  const counts = CANDIDATES.map((delimiter) => header.split(delimiter).length - 1)
  return CANDIDATES[counts.indexOf(Math.max(...counts))] ?? ','
}

function headerLine(text: string): string {
  const plain = text.replace(/^\ufeff/, '').replace(/"(?:[^"]|"")*"/g, '')
  return plain.trimStart().split(/\r?\n|\r/, 1)[0] ?? ''
}
