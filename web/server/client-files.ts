import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { ClawError } from '../../src/kernel/claw-error.ts'

export interface ClientFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Whether the bytes are those of a gzip file. */
  readonly packed: boolean
  readonly type: string
}

const PACKED = '.gz'
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The built pages by their URL path. All are read at the start: no path of a request ever meets the file system. */
export function loadClientFiles(folder: string): ReadonlyMap<string, ClientFile> {
  const byPath = new Map(listFiles(folder).map((path) => readClientFile(folder, path)))
  const index = byPath.get('/index.html')
  if (index === undefined) throw new ClawError('INTERNAL', `The pages of the dashboard are not in ${folder}.`, { fix: 'npm run build' })
  return byPath.set('/', index)
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function readClientFile(folder: string, path: string): [url: string, file: ClientFile] {
  const packed = path.endsWith(PACKED)
  const name = packed ? path.slice(0, -PACKED.length) : path
  const type = TYPES[extname(name)] ?? 'application/octet-stream'
  return [`/${relative(folder, name).split(sep).join('/')}`, { bytes: new Uint8Array(readFileSync(path)), packed, type }]
}
