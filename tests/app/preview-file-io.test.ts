import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { previewFileIo } from '../../src/app/preview-file-io.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { createRedactor } from '../../src/kernel/redact.ts'
import type { FileIoInput } from '../../src/tools/file-io/file-io-input.ts'
import { changeLines, changeTitle } from '../../src/view/change-preview-text.ts'

const SECRET = 'hush-0123456789'
let root = ''
let workspace = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'claw-preview-'))
  workspace = join(root, 'work')
  mkdirSync(workspace)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const at = (name: string): string => join(workspace, name)
const put = (name: string, content: string | Buffer): void => writeFileSync(at(name), content)

async function preview(input: FileIoInput) {
  const config = loadConfig({ env: { HOME: join(root, 'home'), PATH: '' }, cwd: workspace, workspace, flags: {} })
  const path = input.path === undefined ? {} : { path: at(input.path) }
  return previewFileIo({ config, redactor: createRedactor([SECRET]) }, { ...input, ...path })
}

test('a write is compared with the file as it is now, hostile characters in sight, secrets masked', async () => {
  put('a.md', `one\ntwo\n${SECRET}\nfour\n`)
  const [change, ...more] = await preview({ op: 'write', path: 'a.md', content: `one\ntwo\u202e\u200b\t\r\n${SECRET}\nfour\n` })
  expect(more).toEqual([])
  expect(change).toEqual({
    path: 'a.md',
    to_path: null,
    what: 'changed',
    lines: ['@@ -1,4 +1,4 @@', ' one', '-two', '+two\\u{202e}\\u{200b}\\t\\u{d}', ' [redacted]', ' four'],
    note: '',
  })
  expect(readFileSync(at('a.md'), 'utf8')).toContain('two\n')
})

test('a new file is all new, however long; the same content is said to be the same', async () => {
  const content = Array.from({ length: 3000 }, (_, n) => `line ${n}`).join('\n')
  const [change] = await preview({ op: 'write', path: 'deep/down/b.txt', content: `${content}\n` })
  expect(change).toMatchObject({ what: 'new', note: '' })
  expect(change?.lines).toHaveLength(3001)
  expect(changeLines(change as never, 3)).toEqual([
    'new file deep/down/b.txt',
    '@@ -0,0 +1,3000 @@',
    '+line 0',
    '+line 1',
    '... 2998 more lines of the difference',
  ])
  put('same.txt', 'x')
  expect(await preview({ op: 'write', path: 'same.txt', content: 'x' })).toMatchObject([
    { what: 'same', lines: [], note: expect.stringMatching(/already/) },
  ])
})

test('what is appended and edited is shown where it would stand; what would fail says why', async () => {
  put('c.txt', 'a\nb\r\nb\n')
  expect((await preview({ op: 'append', path: 'c.txt', content: 'd' }))[0]?.lines.slice(-2)).toEqual(['+d', '\\ No newline at end of file'])
  expect((await preview({ op: 'edit', path: 'c.txt', old: 'a', new: 'A' }))[0]?.lines.slice(1, 3)).toEqual(['-a', '+A'])
  expect(await preview({ op: 'edit', path: 'c.txt', old: 'b', new: 'A' })).toMatchObject([
    { what: 'refused', note: expect.stringMatching(/2 times/) },
  ])
  expect(await preview({ op: 'edit', path: 'none.txt', old: 'b', new: 'A' })).toMatchObject([
    { what: 'refused', note: expect.stringMatching(/no file/) },
  ])
  put('.env', 'KEY=1')
  expect(await preview({ op: 'write', path: '.env', content: 'KEY=2' })).toMatchObject([{ what: 'refused', lines: [] }])
})

test('what is no text, in another encoding or large is told by a word and its sizes', async () => {
  put('d.bin', Buffer.from([1, 0, 2]))
  expect(await preview({ op: 'write', path: 'd.bin', content: 'text' })).toMatchObject([
    { what: 'changed', lines: [], note: 'It is no text. (3 B before, 4 B after)' },
  ])
  put('latin', Buffer.from([0x66, 0xfc, 0x72]))
  expect((await preview({ op: 'append', path: 'latin', content: 'x' }))[0]?.note).toMatch(/no text/)
  put('large.txt', 'x'.repeat(600_000))
  expect((await preview({ op: 'write', path: 'large.txt', content: 'y' }))[0]?.note).toBe(
    'It is too large to be compared here. (600.0 kB before, 1 B after)',
  )
  put('huge.txt', Buffer.alloc(3_000_000, 97))
  expect((await preview({ op: 'write', path: 'huge.txt', content: 'y' }))[0]?.note).toMatch(/too large/)
})

test('a move of several files and a deleted folder are told file by file; nothing is done', async () => {
  mkdirSync(at('dir'))
  put('dir/x.txt', 'x\n')
  put('dir/y.txt', 'y\n')
  symlinkSync('/etc/hostname', at('dir/z'))
  const moves = [
    { from: at('dir/x.txt'), to: at('a.txt') },
    { from: at('dir/y.txt'), to: at('b.txt') },
  ]
  expect((await preview({ op: 'move', moves })).map(changeTitle)).toEqual(['moves dir/x.txt to a.txt', 'moves dir/y.txt to b.txt'])
  const gone = ['deletes dir/x.txt', 'deletes dir/y.txt', 'deletes dir/z', 'deletes dir']
  expect((await preview({ op: 'delete', path: 'dir', recursive: true })).map(changeTitle)).toEqual(gone)
  expect(await preview({ op: 'delete', path: 'dir' })).toMatchObject([{ what: 'refused', note: 'The folder is not empty.' }])
  expect((await preview({ op: 'delete', path: 'dir/x.txt' }))[0]?.lines).toEqual(['@@ -1,1 +0,0 @@', '-x'])
  expect(await preview({ op: 'mkdir', path: 'dir' })).toMatchObject([{ what: 'same' }])
  expect(await preview({ op: 'write', path: 'dir', content: '' })).toMatchObject([{ what: 'refused' }])
})
