import { chmodSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../../src/kernel/hash.ts'
import type { JsonObject } from '../../../src/kernel/json.ts'
import type { ToolDefinition, ToolOutcome } from '../../../src/tools/define-tool.ts'
import { createFileIo } from '../../../src/tools/file-io/create-file-io.ts'
import type { FileIoInput } from '../../../src/tools/file-io/file-io-input.ts'
import { createPathJail } from '../../../src/tools/path-jail.ts'
import { toolSpec } from '../../../src/tools/tool-spec.ts'
import { buildWorker, call, contextFor, put, remove, temporaryFolder } from './setup.ts'

let workers: string
let searchWorkerPath: string
let root: string
let tool: ToolDefinition<FileIoInput>

beforeAll(async () => {
  workers = temporaryFolder()
  searchWorkerPath = await buildWorker('src/tools/file-io/search-lines.worker.ts', workers)
})
afterAll(() => remove(workers))
beforeEach(() => {
  root = temporaryFolder()
  tool = createFileIo({ jail: createPathJail({ roots: [root] }), searchWorkerPath, limits: { regexMs: 1500, readBytes: 1000 } })
})
afterEach(() => remove(root))

const io = (args: JsonObject): Promise<ToolOutcome> => call(tool, args, contextFor(root))
const done = async (args: JsonObject): Promise<JsonObject> => {
  const outcome = await io(args)
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`)
  return outcome.result as JsonObject
}
const code = async (args: JsonObject): Promise<string> => {
  try {
    const outcome = await io(args)
    return outcome.ok ? 'ok' : outcome.error.code
  } catch (error) {
    return String((error as { code?: unknown }).code)
  }
}
const pathsOf = (result: JsonObject): string[] => (result['entries'] as { path: string }[]).map((entry) => entry.path)

describe('listing', () => {
  beforeEach(() => {
    put(root, {
      'a.ts': 'aaa',
      'src/b.ts': 'b',
      'src/deep/c.tsx': 'cc',
      'src/deep/keep.log': 'k',
      'src/x.log': 'log',
      'out/o.ts': 'o',
      '.git/config': 'g',
      'node_modules/m/i.ts': 'i',
      '.closed_claw/r.db': 'r',
      '.env': 'K=1',
      '.gitignore': '*.log\n/out/\n',
      'src/deep/.gitignore': '!keep.log\n',
    })
  })
  it('leaves ignored and protected files out', async () => {
    const result = await done({ op: 'list', recursive: true, kind: 'file' })
    expect(pathsOf(result)).toEqual(['.gitignore', 'a.ts', 'src/b.ts', 'src/deep/.gitignore', 'src/deep/c.tsx', 'src/deep/keep.log'])
    expect(result).toMatchObject({ path: '.', total: 6, truncated: false })
  })
  it('shows ignored ones when asked, protected ones never', async () => {
    const paths = pathsOf(await done({ op: 'list', recursive: true, kind: 'file', include_ignored: true }))
    expect(paths).toEqual(expect.arrayContaining(['src/x.log', 'out/o.ts', '.git/config', 'node_modules/m/i.ts']))
    expect(paths.filter((path) => /closed_claw|\.env/.test(path))).toEqual([])
  })
  it('lists an ignored folder that is named', async () => expect(pathsOf(await done({ op: 'list', path: 'out' }))).toEqual(['out/o.ts']))
  it('counts all and shows the first', async () => {
    const result = await done({ op: 'glob', pattern: '*.{ts,tsx}', sort: 'size', max_entries: 1 })
    expect(result).toMatchObject({ total: 3, total_bytes: 6, truncated: true, entries: [{ path: 'a.ts', kind: 'file', size: 3 }] })
  })
  it.each([
    ['**/*.ts', ['a.ts', 'src/b.ts']],
    ['src/*', ['src/b.ts']],
    ['src/**', ['src/b.ts', 'src/deep/.gitignore', 'src/deep/c.tsx', 'src/deep/keep.log']],
    ['[ab].ts', ['a.ts', 'src/b.ts']],
    ['?.tsx', ['src/deep/c.tsx']],
    ['*.TS', []],
    ['./a.ts', ['a.ts']],
  ])('glob %s', async (pattern, paths) => expect(pathsOf(await done({ op: 'glob', pattern }))).toEqual(paths))
  it.each([['../*'], ['/etc/*'], ['']])('refuses the pattern %s', async (pattern) =>
    expect(await code({ op: 'glob', pattern })).toBe('TOOL_BAD_ARGS'),
  )
  it('is not hung by a crafted pattern', async () => {
    put(root, { ['a'.repeat(200)]: '', '.gitignore': `${'*a'.repeat(60)}b\n` })
    const before = performance.now()
    expect(await done({ op: 'glob', pattern: `${'*a'.repeat(80)}b` })).toMatchObject({ total: 0 })
    expect(performance.now() - before).toBeLessThan(500)
  })
  it('tells links and does not follow them', async () => {
    symlinkSync('/etc', join(root, 'etc'))
    const result = await done({ op: 'list', recursive: true })
    expect(result['entries']).toContainEqual(expect.objectContaining({ path: 'etc', kind: 'symlink' }))
    expect(pathsOf(result).filter((path) => path.startsWith('etc/'))).toEqual([])
  })
  it('sums by extension and folder over all, and finds duplicates', async () => {
    put(root, { 'src/copy.ts': 'aaa', 'src/two.md': 'x\ny' })
    const result = await done({ op: 'stat', pattern: '**', fields: ['lines', 'duplicates'], max_entries: 1 })
    expect(result).toMatchObject({ truncated: true, total: 8, totals: { files: 8 } })
    expect(result['by_extension']).toContainEqual({ extension: '.ts', files: 3, bytes: 7, lines: 3 })
    expect(result['by_extension']).toContainEqual({ extension: '.md', files: 1, bytes: 3, lines: 2 })
    expect(result['by_folder']).toContainEqual({ folder: 'src', files: 6, bytes: expect.any(Number), lines: expect.any(Number) })
    expect(result['duplicates']).toEqual([{ sha256: sha256('aaa'), size: 3, files: 2, paths: ['a.ts', 'src/copy.ts'] }])
  })
  it('stats one', async () => {
    expect(await done({ op: 'stat', path: 'a.ts', fields: ['lines', 'sha256'] })).toMatchObject({
      path: 'a.ts',
      kind: 'file',
      size: 3,
      lines: 1,
      sha256: sha256('aaa'),
    })
    expect(await done({ op: 'stat', path: 'src' })).toMatchObject({ path: 'src', kind: 'dir' })
    expect(await code({ op: 'stat', path: 'none' })).toBe('PATH_NOT_FOUND')
  })
})

describe('reading', () => {
  it('gives lines, head and tail', async () => {
    put(root, { 'f.txt': '1\n2\n3\n4\n5' })
    expect(await done({ file: 'f.txt' })).toMatchObject({
      content: '1\n2\n3\n4\n5',
      offset: 0,
      lines: 5,
      lines_total: 5,
      bytes: 9,
      truncated: false,
    })
    expect(await done({ path: 'f.txt', limit: 2 })).toMatchObject({ content: '1\n2\n', lines: 2, lines_total: 5, truncated: true })
    expect(await done({ path: 'f.txt', offset: 3, limit: 9 })).toMatchObject({ content: '4\n5', offset: 3, lines: 2, truncated: false })
    expect(await done({ path: 'f.txt', tail: 2 })).toMatchObject({ content: '4\n5', offset: 3, lines: 2 })
    expect(await done({ path: 'f.txt', offset: 99 })).toMatchObject({ content: '', lines: 0 })
  })
  it('cuts at a line, then inside a long one, and says so', async () => {
    put(root, { 'many.txt': 'x'.repeat(399).concat('\n').repeat(5), 'long.txt': 'ü'.repeat(3000) })
    expect(await done({ path: 'many.txt' })).toMatchObject({ lines: 2, lines_total: 5, truncated: true })
    expect(await done({ path: 'long.txt' })).toMatchObject({
      content: 'ü'.repeat(500),
      lines: 1,
      lines_total: 1,
      truncated: true,
      line_cut: true,
    })
  })
  it('names what is no text', async () => {
    put(root, { 'b.bin': new Uint8Array([1, 0, 2]), 'latin.txt': new Uint8Array([0x61, 0xe9]), 'dir/x': '' })
    expect(await code({ path: 'b.bin' })).toBe('FILE_BINARY')
    expect(await code({ path: 'dir' })).toBe('PATH_NOT_FILE')
    expect(await code({ path: 'none' })).toBe('PATH_NOT_FOUND')
    expect(await code({ path: '../x' })).toBe('PATH_OUTSIDE')
    expect(await done({ path: 'latin.txt' })).toMatchObject({ content: 'a\ufffd', invalid_utf8: expect.any(String) })
  })
  it('streams a file of 300 MB', async () => {
    put(root, { 'big.txt': 'first\nsecond\n' })
    truncateSync(join(root, 'big.txt'), 300 * 1024 * 1024)
    expect(await code({ path: 'big.txt' })).toBe('FILE_BINARY')
    writeFileSync(join(root, 'lines.txt'), 'some words in a line\n'.repeat(1_000_000))
    expect(await done({ path: 'lines.txt', tail: 1 })).toMatchObject({
      content: 'some words in a line\n',
      offset: 999_999,
      lines_total: 1_000_000,
    })
  })
  it('reads a kept result only in its scope', async () => {
    const data = Buffer.from('0123456789ü')
    const jail = createPathJail({ roots: [root] })
    const refs = {
      read: (scope: { subtask_id: string }, _: string, { offset, limit }: { offset: number; limit: number }) =>
        scope.subtask_id === 's' ? { data: data.subarray(offset, offset + limit), bytes: data.length } : undefined,
    }
    const withRefs = createFileIo({ jail, refs, searchWorkerPath })
    const path = `ref:${'a'.repeat(64)}`
    expect(await call(withRefs, { path, offset: 4, limit: 7 }, contextFor(root))).toMatchObject({
      ok: true,
      result: { content: '456789', bytes: 12, next_offset: 10, truncated: true },
    })
    expect(await call(withRefs, { path }, { ...contextFor(root), subtask_id: 't' })).toMatchObject({
      ok: false,
      error: { code: 'PATH_NOT_FOUND' },
    })
    expect(await code({ path: 'ref:../../x' })).toBe('TOOL_BAD_ARGS')
  })
})

describe('searching', () => {
  beforeEach(() =>
    put(root, {
      'a.txt': 'one\nTODO two\nthree\ntodo four\n',
      'b.ts': 'x\r\nTODO(b)\r\n',
      'c.bin': new Uint8Array([0, 1]),
      '.env': 'TODO secret',
    }),
  )
  it('finds literals', async () => {
    expect(await done({ op: 'search', pattern: 'TODO' })).toEqual({
      matches: [
        { path: 'a.txt', line: 2, text: 'TODO two' },
        { path: 'b.ts', line: 2, text: 'TODO(b)' },
      ],
      total: 2,
      files: 2,
      truncated: false,
    })
    expect(await done({ op: 'search', pattern: 'todo', ignore_case: true, max_entries: 1 })).toMatchObject({
      total: 3,
      files: 2,
      truncated: true,
    })
    expect(await done({ op: 'search', pattern: 'TODO(', include: '*.ts' })).toMatchObject({ total: 1 })
  })
  it('gives context', async () => {
    const result = await done({ op: 'search', path: 'a.txt', pattern: 'two', context: 1 })
    expect(result['matches']).toEqual([{ path: 'a.txt', line: 2, text: 'TODO two', before: ['one'], after: ['three'] }])
  })
  it('finds expressions', async () => {
    expect(await done({ op: 'search', pattern: '^TODO\\b', regex: true })).toMatchObject({ total: 2 })
    expect(await code({ op: 'search', pattern: '(', regex: true })).toBe('TOOL_BAD_ARGS')
  })
  it('ends an expression that does not come back, and the host stays awake', async () => {
    put(root, { 'evil.txt': `${'a'.repeat(60)}!\n` })
    let ticks = 0
    const timer = setInterval(() => (ticks += 1), 50)
    expect(await code({ op: 'search', pattern: '^(a+)+$', regex: true, path: 'evil.txt' })).toBe('TOOL_TIMEOUT')
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(10)
  })
})

describe('writing', () => {
  it('writes, appends, edits', async () => {
    expect(await done({ op: 'write', path: 'n/a.txt', data: 'héllo' })).toEqual({
      path: 'n/a.txt',
      bytes: 6,
      sha256: sha256('héllo'),
      created: true,
    })
    expect(await done({ op: 'append', path: 'n/a.txt', content: '!' })).toMatchObject({ bytes: 7, created: false })
    expect(await done({ op: 'edit', path: 'n/a.txt', old: 'l', new: 'L', all: true })).toMatchObject({ replacements: 2 })
    expect(readFileSync(join(root, 'n/a.txt'), 'utf8')).toBe('héLLo!')
    expect(readdirSync(join(root, 'n'))).toEqual(['a.txt'])
    expect(await done({ op: 'append', path: 'new.txt', content: 'x' })).toMatchObject({ created: true })
  })
  it('refuses edits that are not clear', async () => {
    put(root, { 'a.txt': 'x x', 'w.txt': 'a\r\nb\r\n' })
    expect(await code({ op: 'edit', path: 'a.txt', old: 'x', new: 'y' })).toBe('TOOL_FAILED')
    expect(await code({ op: 'edit', path: 'a.txt', old: 'z', new: 'y' })).toBe('TOOL_FAILED')
    expect(await code({ op: 'edit', path: 'none.txt', old: 'z', new: 'y' })).toBe('PATH_NOT_FOUND')
    await done({ op: 'edit', path: 'w.txt', old: 'a\nb', new: 'c\nd' })
    expect(readFileSync(join(root, 'w.txt'), 'utf8')).toBe('c\r\nd\r\n')
  })
  it('keeps the mode and refuses hard links, folders and protected places', async () => {
    put(root, { 'run.sh': '#!', 'one.txt': '1' })
    chmodSync(join(root, 'run.sh'), 0o755)
    linkSync(join(root, 'one.txt'), join(root, 'two.txt'))
    mkdirSync(join(root, 'dir'))
    await done({ op: 'write', path: 'run.sh', content: 'x' })
    expect(statSync(join(root, 'run.sh')).mode & 0o777).toBe(0o755)
    expect(await code({ op: 'write', path: 'one.txt', content: 'x' })).toBe('PATH_OUTSIDE')
    expect(await code({ op: 'write', path: 'dir', content: 'x' })).toBe('PATH_NOT_FILE')
    for (const path of ['.env', '.git/hooks/pre-commit', '.git/config', '.closed_claw/policy.json', 'k.pem']) {
      expect(await code({ op: 'write', path, content: 'x' })).toBe('PATH_PROTECTED')
    }
  })
  it('moves, never over something', async () => {
    put(root, { 'a.txt': 'a', 'b.txt': 'b', 'docs/x.md': 'x' })
    expect(await done({ op: 'move', path: 'a.txt', to: 'docs/' })).toEqual({ moved: [{ from: 'a.txt', to: 'docs/a.txt' }], total: 1 })
    expect(await code({ op: 'move', path: 'b.txt', to: 'docs/x.md' })).toBe('TOOL_FAILED')
    expect(await code({ op: 'move', path: 'docs', to: 'docs/in' })).toBe('TOOL_BAD_ARGS')
    expect(await code({ op: 'move', path: 'none', to: 'x' })).toBe('PATH_NOT_FOUND')
    expect(await code({ op: 'move', path: 'b.txt', to: '.env' })).toBe('PATH_PROTECTED')
    const moves = [
      { from: 'b.txt', to: 'md/b.txt' },
      { from: 'docs/x.md', to: 'md/b.txt' },
    ]
    expect(await code({ op: 'move', moves })).toBe('TOOL_BAD_ARGS')
    expect(readFileSync(join(root, 'b.txt'), 'utf8')).toBe('b')
  })
  it('makes folders and deletes', async () => {
    expect(await done({ op: 'mkdir', path: 'x/y' })).toEqual({ path: 'x/y', created: true })
    expect(await done({ op: 'mkdir', path: 'x/y' })).toMatchObject({ created: false })
    put(root, { 'x/y/f': '', 'safe/.env': 'k' })
    expect(await code({ op: 'delete', path: 'x' })).toBe('TOOL_FAILED')
    expect(await code({ op: 'delete', path: '.' })).toBe('PATH_PROTECTED')
    expect(await code({ op: 'delete', path: 'safe', recursive: true })).toBe('PATH_PROTECTED')
    expect(await done({ op: 'delete', path: 'x', recursive: true })).toEqual({ path: 'x', deleted: true })
  })
  it('says what an op needs', async () => {
    expect(await code({ op: 'write', path: 'a' })).toBe('TOOL_BAD_ARGS')
    expect(await code({ path: 'a', content: 'meant as a write' })).toBe('TOOL_BAD_ARGS')
    expect(tool.input.safeParse({ op: 'read', path: 'a', foo: 1 }).success).toBe(false)
    expect(toolSpec(tool as ToolDefinition).input_schema).toMatchObject({ type: 'object' })
  })
})

describe('recovery', () => {
  const cases: [string, JsonObject][] = [
    ['write', { op: 'write', path: 'a.txt', content: 'new' }],
    ['append', { op: 'append', path: 'a.txt', content: 'new' }],
    ['edit', { op: 'edit', path: 'a.txt', old: 'old', new: 'new' }],
    ['move', { op: 'move', path: 'a.txt', to: 'b.txt' }],
    ['mkdir', { op: 'mkdir', path: 'dir/sub' }],
    ['delete', { op: 'delete', path: 'a.txt' }],
  ]
  it.each(cases)('%s: before is not_done, after is done with the same outcome', async (_, args) => {
    put(root, { 'a.txt': 'old' })
    const context = contextFor(root)
    const input = tool.canonicalise?.(tool.input.parse(args), context) as FileIoInput
    expect(tool.canonicalise?.(input, context)).toEqual(input)
    const prepared = await tool.prepare?.(input, context)
    const detail = JSON.parse(JSON.stringify(prepared?.detail)) as JsonObject
    expect(prepared?.recovery).toBe('fs-atomic')
    expect(await tool.recover?.(input, context, detail)).toEqual({ state: 'not_done' })
    const outcome = await tool.run(input, context, prepared)
    expect(outcome.ok).toBe(true)
    expect(await tool.recover?.(input, context, detail)).toEqual({ state: 'done', outcome })
  })
  it.each(cases.filter(([op]) => op !== 'mkdir'))('%s: anything else is unknown', async (_, args) => {
    put(root, { 'a.txt': 'old' })
    const context = contextFor(root)
    const input = tool.canonicalise?.(tool.input.parse(args), context) as FileIoInput
    const prepared = await tool.prepare?.(input, context)
    put(root, { 'a.txt': 'somebody else wrote', 'b.txt': 'and here' })
    expect(await tool.recover?.(input, context, prepared?.detail ?? {})).toEqual({ state: 'unknown' })
  })
  it('finishes a set of moves that was cut', async () => {
    put(root, { '1.txt': '1', '2.txt': '2' })
    const context = contextFor(root)
    const moves = [
      { from: '1.txt', to: 'd/1.txt' },
      { from: '2.txt', to: 'd/2.txt' },
    ]
    const input = tool.canonicalise?.(tool.input.parse({ op: 'move', moves }), context) as FileIoInput
    const prepared = await tool.prepare?.(input, context)
    await done({ op: 'move', path: '1.txt', to: 'd/1.txt' })
    expect(await tool.recover?.(input, context, prepared?.detail ?? {})).toMatchObject({ state: 'done', outcome: { result: { total: 2 } } })
    expect(readdirSync(join(root, 'd'))).toEqual(['1.txt', '2.txt'])
  })
  it('a refused preparation has no effect to recover', async () => {
    const context = contextFor(root)
    const input = tool.canonicalise?.(tool.input.parse({ op: 'delete', path: 'none' }), context) as FileIoInput
    const prepared = await tool.prepare?.(input, context)
    expect(prepared?.recovery).toBe('pure')
    expect(await tool.run(input, context, prepared)).toMatchObject({ ok: false, error: { code: 'PATH_NOT_FOUND' } })
  })
})
