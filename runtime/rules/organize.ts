import type { Json, JsonObject } from '../../src/kernel/json.ts'
import { asList } from './as-list.ts'
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

interface Found {
  readonly path: string
  readonly kind: string
}

/** The folders for types that are there already: their names are taken. */
export function organizeTargets(list: JsonObject): string[] {
  const root = rootOf(list)
  const folders = new Set([...Object.keys(FOLDERS), 'Other'].map((folder) => `${root}${folder}`))
  return asList<Found>(list['entries'])
    .filter((entry) => entry.kind === 'dir' && folders.has(entry.path))
    .map((entry) => entry.path)
}

/**
 * The moves that sort the files of a listing by type. `targets`: listings of the folders for types that are there. Hidden files and files
 * that are in place stay; two files never get one name.
 */
export function organizeMoves(list: JsonObject, targets: Json): Move[] {
  const listings = [list, ...asList<JsonObject>(targets)]
  if (listings.some((listing) => listing['truncated'] === true))
    throw new RuleError('RULE_STEP_FAILED', `${String(list['path'])} has more files than can be organised at once. Name a smaller folder.`)
  const entries = asList<Found>(list['entries'])
  const paths = new Set(listings.flatMap((listing) => asList<Found>(listing['entries'])).map((entry) => entry.path))
  const root = rootOf(list)
  const moves: Move[] = []
  for (const entry of entries) {
    const name = entry.path.split('/').at(-1) ?? ''
    if (entry.kind !== 'file' || name.startsWith('.')) continue
    const folder = folderFor(name)
    const to = `${root}${folder}/${name}`
    if (entry.path === to || entry.path.startsWith(`${root}${folder}/`)) continue
    const free = freeName(to, paths)
    paths.add(free)
    moves.push({ from: entry.path, to: free, folder })
  }
  return moves
}

function rootOf(list: JsonObject): string {
  const base = String(list['path'] ?? '.')
  return base === '.' ? '' : `${base}/`
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
