import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { ClawError } from '../../src/kernel/claw-error.ts'

export interface ClientFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The built pages by their URL path. All are read at the start: no path of a request ever meets the file system. */
export function loadClientFiles(folder: string): ReadonlyMap<string, ClientFile> {
  const files = listFiles(folder).map(
    (path) => [urlPath(folder, path), { bytes: new Uint8Array(readFileSync(path)), type: typeOf(path) }] as const,
  )
  const byPath = new Map<string, ClientFile>(files)
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

function urlPath(folder: string, path: string): string {
  return `/${relative(folder, path).split(sep).join('/')}`
}

function typeOf(path: string): string {
  return TYPES[extname(path)] ?? 'application/octet-stream'
}
