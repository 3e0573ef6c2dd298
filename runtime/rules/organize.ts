import type { JsonObject } from '../../src/kernel/json.ts'
import { RuleError } from './rule-error.ts'

/** Folder -> extensions: where a file goes when a folder is sorted by type. */
const FOLDERS: Readonly<Record<string, string>> = {
  Images: 'png jpg jpeg gif svg webp bmp ico tif tiff avif heic',
  Videos: 'mp4 mov avi mkv webm m4v',
  Audio: 'mp3 wav flac ogg m4a aac',
  Documents: 'pdf doc docx odt rtf txt md markdown rst tex epub',
  Spreadsheets: 'xls xlsx ods',
  Presentations: 'ppt pptx odp',
  Data: 'csv tsv json jsonl ndjson xml yaml yml parquet db sqlite sqlite3 sql',
  Archives: 'zip tar gz tgz bz2 xz 7z rar',
  Code: 'ts tsx mts cts js jsx mjs cjs py rb rs go java kt c h cpp cc hpp cs php swift scala lua pl r sh bash zsh html htm css scss vue svelte ipynb',
  Fonts: 'ttf otf woff woff2',
  Logs: 'log',
}
const BY_EXTENSION = new Map(
  Object.entries(FOLDERS).flatMap(([folder, list]) => list.split(' ').map((extension) => [extension, folder] as const)),
)

export interface Move extends JsonObject {
  from: string
  to: string
  folder: string
}

/**
 * The moves that sort the files of a folder by type; the listing must be recursive, so that every name that is taken is known. Hidden files
 * and files that are in place stay; two files never get one name.
 */
export function organizeMoves(list: JsonObject, recursive: boolean): Move[] {
  const base = String(list['path'] ?? '.')
  if (list['truncated'] === true)
    throw new RuleError('RULE_STEP_FAILED', `${base} has more files than can be organised at once. Name a smaller folder.`)
  const entries = (Array.isArray(list['entries']) ? list['entries'] : []) as { path: string; kind: string }[]
  const paths = new Set(entries.map((entry) => entry.path))
  const root = base === '.' ? '' : `${base.replace(/\/+$/u, '')}/`
  const moves: Move[] = []
  for (const entry of entries) {
    const name = entry.path.split('/').at(-1) ?? ''
    if (entry.kind !== 'file' || name.startsWith('.') || (!recursive && entry.path !== `${root}${name}`)) continue
    const folder = folderFor(name)
    const to = `${root}${folder}/${name}`
    if (entry.path === to || entry.path.startsWith(`${root}${folder}/`)) continue
    const free = freeName(to, paths)
    paths.add(free)
    moves.push({ from: entry.path, to: free, folder })
  }
  return moves
}

function folderFor(name: string): string {
  const extension = /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? ''
  return BY_EXTENSION.get(extension) ?? 'Other'
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  const [, stem = wanted, extension = ''] = /^(.*?)(\.[^./]*)?$/u.exec(wanted) ?? []
  let count = 2
  while (taken.has(`${stem} (${count})${extension}`)) count += 1
  return `${stem} (${count})${extension}`
}
