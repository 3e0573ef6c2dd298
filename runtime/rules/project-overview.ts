import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../../src/kernel/json.ts'
import { asList } from './as-list.ts'
import { bytes, columns, plural } from './format.ts'
import { languages } from './languages.ts'
import { summarize } from './summarize.ts'

const KEY_FILES =
  /^(readme(\.\w+)?|package\.json|pyproject\.toml|setup\.py|requirements\.txt|cargo\.toml|go\.mod|pom\.xml|build\.gradle(\.kts)?|gemfile|composer\.json|makefile|dockerfile|docker-compose\.ya?ml|tsconfig\.json|license(\.\w+)?|contributing\.md|changelog\.md|agents\.md|architecture\.md)$/iu
const READ_WHOLE =
  /^(readme(\.\w+)?|package\.json|pyproject\.toml|cargo\.toml|go\.mod|composer\.json|setup\.py|contributing\.md|architecture\.md|agents\.md)$/iu

interface Found {
  readonly path: string
  readonly size: number
}

/** The key files at the top of a project, the ones that are worth reading first. */
export function keyFiles(list: JsonObject): Found[] {
  const files = asList<Found & { kind: string }>(list['entries']).filter(
    (entry) => entry.kind === 'file' && KEY_FILES.test(nameOf(entry.path)),
  )
  return files.toSorted((a, b) => rank(a.path) - rank(b.path) || a.path.localeCompare(b.path))
}

export function readableKeyFiles(list: JsonObject): string[] {
  return keyFiles(list)
    .filter((file) => READ_WHOLE.test(nameOf(file.path)) && file.size < 400_000)
    .slice(0, 8)
    .map((file) => file.path)
}

/** Size, languages, folders, key files: each with what it really says. */
export function projectOverview(given: { list: JsonObject; stats: JsonObject; read: Json; folder: string }): string {
  const totals = given.stats['totals'] as { files: number; bytes: number; lines?: number }
  const texts = new Map(asList<JsonObject>(given.read).map((file) => [String(file['path']), String(file['content'])]))
  const name = projectName(texts) ?? (given.folder === '.' ? 'This project' : given.folder)
  const head = `${name}: ${plural(totals.files, 'file')}, ${bytes(totals.bytes)}, ${plural(totals.lines ?? 0, 'line')}.`
  return [head, languagePart(given.stats), folderPart(given.stats), keyPart(given.list, texts)].filter((part) => part !== '').join('\n\n')
}

function languagePart(stats: JsonObject): string {
  const rows = languages(asList<JsonObject>(stats['by_extension']))
    .slice(0, 8)
    .map((sum) => [sum.language, plural(sum.files, 'file'), plural(sum.lines, 'line')])
  return rows.length === 0 ? '' : `Languages\n${columns(rows)}`
}

function folderPart(stats: JsonObject): string {
  const folders = asList<JsonObject>(stats['by_folder']).toSorted((a, b) => Number(b['bytes']) - Number(a['bytes']))
  const rows = folders
    .slice(0, 15)
    .map((row) => [
      row['folder'] === '.' ? '(top level)' : `${String(row['folder'])}/`,
      plural(Number(row['files']), 'file'),
      bytes(Number(row['bytes'])),
    ])
  const rest = folders.length > 15 ? `\n  and ${folders.length - 15} more folders` : ''
  return rows.length === 0 ? '' : `Folders\n${columns(rows)}${rest}`
}

function keyPart(list: JsonObject, texts: ReadonlyMap<string, string>): string {
  const files = keyFiles(list)
    .slice(0, 14)
    .map((file) => {
      const about = aboutFile(nameOf(file.path), texts.get(file.path))
      return `  ${file.path} (${bytes(file.size)})${
        about === ''
          ? ''
          : `\n${about
              .split('\n')
              .map((line) => `    ${line}`.trimEnd())
              .join('\n')}`
      }`
    })
  return files.length === 0
    ? 'Key files: none of the usual ones (README, package.json, pyproject.toml, ...) is there.'
    : `Key files\n${files.join('\n')}`
}

function aboutFile(name: string, text: string | undefined): string {
  if (text === undefined) return ''
  if (/^(package|composer)\.json$/iu.test(name)) return aboutPackage(text)
  if (/\.toml$|^go\.mod$|^setup\.py$/iu.test(name)) return aboutToml(text)
  return summarize(text, 3)
}

function aboutPackage(text: string): string {
  const parsed = tryParseJson(text)
  if (!parsed.ok || !isJsonObject(parsed.value)) return 'not valid JSON'
  const manifest = parsed.value
  const keys = (name: string): string[] => (isJsonObject(manifest[name]) ? Object.keys(manifest[name]) : [])
  const bin =
    typeof manifest['bin'] === 'string'
      ? [manifest['bin']]
      : isJsonObject(manifest['bin'])
        ? Object.entries(manifest['bin']).map(([command, path]) => `${command} -> ${String(path)}`)
        : []
  const entry = [manifest['main'], manifest['module'], ...bin].filter((value) => typeof value === 'string')
  return [
    [manifest['name'], manifest['version']].filter((value) => typeof value === 'string').join(' '),
    typeof manifest['description'] === 'string' ? manifest['description'] : '',
    entry.length > 0 ? `entry points: ${entry.join(', ')}` : '',
    keys('scripts').length > 0 ? `scripts: ${keys('scripts').join(', ')}` : '',
    keys('dependencies').length > 0 ? `dependencies: ${keys('dependencies').join(', ')}` : '',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function aboutToml(text: string): string {
  const wanted = /^(name|version|description|edition|requires-python|module|go)\b\s*=?\s*/u
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => wanted.test(line))
  return lines.slice(0, 6).join('\n')
}

function projectName(texts: ReadonlyMap<string, string>): string | undefined {
  for (const [path, text] of texts) {
    const parsed = /package\.json$/u.test(path) ? tryParseJson(text) : undefined
    if (parsed?.ok && isJsonObject(parsed.value) && typeof parsed.value['name'] === 'string') return parsed.value['name']
  }
  return undefined
}

function rank(path: string): number {
  const name = nameOf(path).toLowerCase()
  return name.startsWith('readme') ? 0 : READ_WHOLE.test(name) ? 1 : 2
}

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path
}
