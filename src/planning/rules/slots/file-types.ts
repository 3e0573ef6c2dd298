import { type Clause, type Taken, wordBefore } from '../clause.ts'
import { type FileKind, fileKindNamed, kindPatterns } from '../file-kinds.ts'
import { isKnownExtension } from '../name-shapes.ts'
import { ARTICLES } from '../stop-words.ts'
import { type SlotParser, span } from './slot-match.ts'

export const FILE_NOUNS = new Set([
  'file',
  'files',
  'script',
  'scripts',
  'source',
  'sources',
  'module',
  'modules',
  'document',
  'documents',
  'code',
])
const KIND_NOUN = /^(images?|pictures?|photos?|videos?|archives?|notebooks?|spreadsheets?)$/u
const EXTENSION_CUES = new Set(['extension', 'extensions', 'suffix', 'ending', 'end', 'ends', 'type'])
const NAME_CUES = new Set(['named', 'called', 'matching', 'match', 'like', 'pattern'])

/** `TypeScript files`, `*.log`, `.md files`, `images`, `PNG and JPEG files`, `files ending in .txt` -> label and glob patterns. */
export const parseFileType: SlotParser = (clause, taken, slot) => {
  const globs = clause.tokens.flatMap((token, index) => (token.kind === 'glob' && !taken[index] ? [index] : []))
  if (globs.length > 0) return globMatch(clause, globs)
  for (let index = 0; index < clause.tokens.length; index += 1) {
    const list = kindsFrom(clause, taken, index, slot.bare === true)
    if (list)
      return {
        value: {
          label: joined(list.kinds.map((kind) => kind.label)),
          pattern: list.kinds.flatMap(kindPatterns),
          ...(list.kinds.length > 1 && list.kinds.every((kind) => !kind.patterns)
            ? { kinds: list.kinds.map((kind) => ({ label: kind.label, pattern: [...kindPatterns(kind)] })) }
            : {}),
        },
        used: span(index, list.to),
      }
  }
  return partOfName(clause, taken) ?? namedFiles(clause, taken)
}

function globMatch(clause: Clause, indexes: readonly number[]): ReturnType<SlotParser> {
  const patterns = indexes.map((index) => clause.tokens[index]?.text ?? '')
  const cues = indexes.map((index) => wordBefore(clause, index)).filter((index) => NAME_CUES.has(clause.tokens[index]?.lower ?? ''))
  return { value: { label: patterns.join(' and '), pattern: patterns }, used: [...indexes, ...cues] }
}

/** A kind, or kinds joined by commas, `and`, `or`, that start at `from`; the noun ("files") belongs to it. */
function kindsFrom(clause: Clause, taken: Taken, from: number, bare: boolean): { kinds: FileKind[]; to: number } | undefined {
  const kinds: FileKind[] = []
  let at = from
  while (at < clause.tokens.length && !taken[at]) {
    const found = kindAt(clause, taken, at)
    if (!found) break
    kinds.push(found.kind)
    at = found.to
    const joiner = /^(and|or|,|\/|plus)$/u.test(clause.tokens[at]?.lower ?? '')
    if (!joiner || !kindAt(clause, taken, at + 1)) break
    at += 1
  }
  if (kinds.length === 0) return undefined
  const noun = nounEnd(clause, taken, at)
  const named = cueBefore(clause, from)
  const alone = kinds.every((kind) => kind.noun) && !isPlace(clause, from)
  const isVerb = from === 0 && ARTICLES.has(clause.tokens[at]?.lower ?? '')
  return noun > at || named || (alone && !isVerb) || bare ? { kinds, to: noun } : undefined
}

/** `in photos`, `in photos and music`: names of folders. */
function isPlace(clause: Clause, index: number): boolean {
  const within = (at: number): boolean => /^(in|inside|under|within)$/u.test(clause.tokens[at]?.lower ?? '')
  return within(index - 1) || (/^(and|or|,)$/u.test(clause.tokens[index - 1]?.lower ?? '') && within(index - 3))
}

function kindAt(clause: Clause, taken: Taken, index: number): { kind: FileKind; to: number } | undefined {
  const token = clause.tokens[index]
  if (token?.kind !== 'word' || taken[index]) return undefined
  const two = `${token.lower} ${clause.tokens[index + 1]?.lower ?? ''}`
  const pair = fileKindNamed(two)
  if (pair) return { kind: pair, to: index + 2 }
  const extension = /^\.([a-z0-9]+)$/u.exec(token.lower)?.[1]
  if (extension) return { kind: { label: token.lower, names: [], extensions: [extension], noun: true }, to: index + 1 }
  const kind = fileKindNamed(token.lower)
  if (kind) return { kind, to: index + 1 }
  return isKnownExtension(token.lower)
    ? { kind: { label: `.${token.lower}`, names: [], extensions: [token.lower] }, to: index + 1 }
    : undefined
}

function nounEnd(clause: Clause, taken: Taken, from: number): number {
  let at = from
  while (!taken[at] && (FILE_NOUNS.has(clause.tokens[at]?.lower ?? '') || KIND_NOUN.test(clause.tokens[at]?.lower ?? ''))) at += 1
  return at
}

function cueBefore(clause: Clause, index: number): boolean {
  const before = clause.tokens[wordBefore(clause, index)]?.lower ?? ''
  const further = clause.tokens[wordBefore(clause, wordBefore(clause, index))]?.lower ?? ''
  return EXTENSION_CUES.has(before) || (/^(in|with|of)$/u.test(before) && EXTENSION_CUES.has(further))
}

/** `files named "draft"`, `files called notes.txt`: the name, with * around it when it is only a part. */
function namedFiles(clause: Clause, taken: Taken): ReturnType<SlotParser> {
  for (const [index, token] of clause.tokens.entries()) {
    if (taken[index] || (token.kind !== 'quoted' && token.kind !== 'path')) continue
    const before = wordBefore(clause, index)
    const cue = clause.tokens[before]?.lower ?? ''
    if (!NAME_CUES.has(cue) || taken[before]) continue
    if (!clause.tokens.slice(0, before).some((earlier) => FILE_NOUNS.has(earlier.lower))) continue
    return { value: { label: `“${token.text}”`, pattern: [token.text] }, used: [before, index] }
  }
  return undefined
}

const NAME_PARTS: Readonly<Record<string, (part: string) => string>> = {
  contain: (part) => `*${part}*`,
  include: (part) => `*${part}*`,
  start: (part) => `${part}*`,
  begin: (part) => `${part}*`,
  end: (part) => `*${part}`,
}

/** `files whose name contains draft`, `files with draft in their name`: a pattern around that part. */
function partOfName(clause: Clause, taken: Taken): ReturnType<SlotParser> {
  const noun = clause.tokens.findIndex((token, index) => /^(file)?names?$/u.test(token.lower) && !taken[index])
  if (noun < 0 || !clause.tokens.some((token) => /^files?$/u.test(token.lower))) return undefined
  return partAfter(clause, taken, noun) ?? partBefore(clause, taken, noun)
}

function partAfter(clause: Clause, taken: Taken, noun: number): ReturnType<SlotParser> {
  const verb = clause.tokens[noun + 1]?.lower.replace(/(s|ing)$/u, '') ?? ''
  const shape = Object.hasOwn(NAME_PARTS, verb) ? NAME_PARTS[verb] : undefined
  if (!shape) return undefined
  const part = clause.tokens[noun + 2]?.lower === 'with' ? noun + 3 : noun + 2
  const from = /^(whose|with|their|the)$/u.test(clause.tokens[noun - 1]?.lower ?? '') ? noun - 1 : noun
  return namePart(clause, taken, { part, shape, from, to: part + 1 })
}

function partBefore(clause: Clause, taken: Taken, noun: number): ReturnType<SlotParser> {
  const cue = clause.tokens.findIndex((token) => /^(with|having|containing)$/u.test(token.lower))
  const between = clause.tokens
    .slice(cue + 2, noun)
    .map((token) => token.lower)
    .join(' ')
  if (cue < 0 || !/^in (the|their|its)( file)?$/u.test(between)) return undefined
  return namePart(clause, taken, { part: cue + 1, shape: (part) => `*${part}*`, from: cue, to: noun + 1 })
}

function namePart(
  clause: Clause,
  taken: Taken,
  { part, shape, from, to }: { part: number; shape: (part: string) => string; from: number; to: number },
): ReturnType<SlotParser> {
  const token = clause.tokens[part]
  if (!token || taken[part] || token.kind === 'mark' || token.kind === 'operator' || /[/*?[\]{}\\]/u.test(token.text)) return undefined
  const pattern = shape(token.text)
  return { value: { label: `“${pattern}”`, pattern: [pattern] }, used: span(from, to) }
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
