import { ClawError } from '../../kernel/claw-error.ts'
import { compileGlob } from '../../kernel/glob/compile-glob.ts'
import type { PathJail } from '../path-jail.ts'
import type { FileIoInput, FileOp } from './file-io-input.ts'

type Key = Exclude<keyof FileIoInput, 'op'>

interface OpArgs {
  readonly needs: readonly Key[]
  readonly takes: readonly Key[]
  readonly defaults: Partial<FileIoInput>
}

const listing = ['path', 'kind', 'sort', 'order', 'max_entries', 'include_ignored'] as const
const LIST_DEFAULTS = { path: '.', max_entries: 200, sort: 'name' } as const

const OP_ARGS: Readonly<Record<FileOp, OpArgs>> = {
  list: { needs: [], takes: [...listing, 'recursive'], defaults: { ...LIST_DEFAULTS, kind: 'any' } },
  glob: { needs: ['pattern'], takes: listing, defaults: { ...LIST_DEFAULTS, kind: 'file' } },
  stat: { needs: [], takes: [...listing, 'pattern', 'fields'], defaults: { path: '.', max_entries: 200, sort: 'name' } },
  read: { needs: ['path'], takes: ['offset', 'limit', 'tail'], defaults: {} },
  search: {
    needs: ['pattern'],
    takes: ['path', 'regex', 'ignore_case', 'include', 'max_entries', 'context', 'include_ignored'],
    defaults: { path: '.', max_entries: 200, context: 0 },
  },
  write: { needs: ['path', 'content'], takes: [], defaults: {} },
  append: { needs: ['path', 'content'], takes: [], defaults: {} },
  edit: { needs: ['path', 'old', 'new'], takes: ['all'], defaults: {} },
  move: { needs: [], takes: ['path', 'to', 'moves'], defaults: {} },
  mkdir: { needs: ['path'], takes: [], defaults: {} },
  delete: { needs: ['path'], takes: ['recursive'], defaults: {} },
}

// With these a call means to change something: on another op they are a mistake, not noise.
const TELLING: readonly Key[] = ['content', 'old', 'new', 'to', 'moves']
const WRITES: readonly FileOp[] = ['write', 'append', 'edit', 'move', 'mkdir', 'delete']

export function isWrite(op: FileOp): boolean {
  return WRITES.includes(op)
}

/** The form that policy, approval and execution see: defaults filled, paths resolved, what the op doesn't use left out. */
export function canonicalFileIo(input: FileIoInput, jail: PathJail): FileIoInput {
  const spec = OP_ARGS[input.op]
  refuseMisplaced(input, spec)
  const given = { ...spec.defaults, ...pick(input, [...spec.needs, ...spec.takes]) }
  const missing = spec.needs.filter((key) => given[key] === undefined)
  if (missing.length > 0) throw badArgs(`op '${input.op}' needs ${missing.join(' and ')}.`, spec)
  const whole: FileIoInput = { ...given, op: input.op }
  checkPatterns(whole)
  if (input.op === 'move') return { op: 'move', moves: movesOf(whole, jail) }
  return isReference(whole) ? whole : { ...whole, path: jail.resolve(whole.path ?? '.', isWrite(input.op) ? 'write' : 'read') }
}

function refuseMisplaced(input: FileIoInput, spec: OpArgs): void {
  const misplaced = TELLING.filter(
    (key) => input[key] !== undefined && input[key] !== '' && !spec.needs.includes(key) && !spec.takes.includes(key),
  )
  if (misplaced.length === 0) return
  throw badArgs(
    `op '${input.op}' takes no ${misplaced.join(', ')}. Did you mean another op (${opsWith(misplaced[0] as Key).join(', ')})?`,
    spec,
  )
}

function opsWith(key: Key): string[] {
  return Object.entries(OP_ARGS)
    .filter(([, spec]) => spec.needs.includes(key) || spec.takes.includes(key))
    .map(([op]) => op)
}

function badArgs(message: string, spec: OpArgs): ClawError {
  return new ClawError(
    'TOOL_BAD_ARGS',
    `${message} It takes: ${[...spec.needs, ...spec.takes.map((key) => `${key}?`)].join(', ') || 'nothing more'}.`,
  )
}

function pick(input: FileIoInput, keys: readonly Key[]): Partial<FileIoInput> {
  return Object.fromEntries(keys.filter((key) => input[key] !== undefined).map((key) => [key, input[key]]))
}

export function isReference(input: FileIoInput): boolean {
  return input.op === 'read' && input.path?.startsWith('ref:') === true
}

/** `to` that ends with `/` is a folder to move into. */
function movesOf(input: FileIoInput, jail: PathJail): { from: string; to: string }[] {
  const moves = input.moves ?? (input.path !== undefined && input.to !== undefined ? [{ from: input.path, to: input.to }] : undefined)
  if (moves === undefined || (input.moves !== undefined && input.to !== undefined))
    throw badArgs("op 'move' needs path and to, or moves.", OP_ARGS.move)
  return moves.map(({ from, to }) => {
    const source = jail.resolve(from, 'write')
    return { from: source, to: jail.resolve(to.endsWith('/') ? `${to}${source.split('/').at(-1)}` : to, 'write') }
  })
}

function checkPatterns(input: FileIoInput): void {
  const patterns = input.op === 'search' ? input.include : input.pattern
  if (patterns !== undefined) compileGlob([patterns].flat())
  if (input.op === 'search' && (typeof input.pattern !== 'string' || input.pattern === '')) {
    throw badArgs("op 'search' needs one pattern that is not empty.", OP_ARGS.search)
  }
}
