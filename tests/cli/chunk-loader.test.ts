import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createChunkLoader } from '../../src/cli/chunk-loader.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'claw-chunks-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const asFunction = (body: string): string => `(function(exports,require,module,chunkUrl){${body}\n})`
const plain = (name: string, body: string): void => writeFileSync(join(root, name), asFunction(body))
const packed = (name: string, body: string): void => writeFileSync(join(root, `${name}.br`), brotliCompressSync(asFunction(body)))

test.each([
  ['plain', plain],
  ['packed', packed],
])('%s chunks work with compiled code, without, and with that of another source', (_, write) => {
  write('main.js', "exports.sum = (a) => a + require('./other.js').one; exports.path = require('node:path').sep; exports.url = chunkUrl")
  write('other.js', 'exports.one = 1')
  const use = (known: ReadonlyMap<string, Buffer>) => {
    const loader = createChunkLoader(root, known)
    const main = loader.load('main.js') as { sum(a: number): number; path: string; url: string }
    return {
      sum: main.sum(2),
      path: main.path,
      url: main.url.endsWith('/main.js'),
      anew: loader.compiledAnew(),
      compiled: loader.compiled(),
    }
  }
  const first = use(new Map())
  expect(first).toMatchObject({ sum: 3, path: '/', url: true, anew: true })
  expect(use(first.compiled)).toMatchObject({ sum: 3, anew: false })
  write('other.js', 'exports.one = 12345')
  expect(use(first.compiled)).toMatchObject({ sum: 12347, anew: true })
})

test('plain and packed chunks load each other, and each once', () => {
  plain('main.js', "exports.both = () => [require('./far.js'), require('./far.js')]")
  packed('far.js', "exports.text = 'é ' + require('./near.js').word")
  plain('near.js', "exports.word = 'near'")
  const { both } = createChunkLoader(root, new Map()).load('main.js') as { both(): [object, object] }
  const [one, other] = both()
  expect(one).toEqual({ text: 'é near' })
  expect(one).toBe(other)
})

test('a chunk that is missing, cut short or no chunk at all is named', () => {
  const load = () => createChunkLoader(root, new Map()).load('a.js')
  expect(load).toThrow(/a\.js is not there/)
  packed('a.js', `exports.long = '${'0123456789'.repeat(1000)}'`)
  truncateSync(join(root, 'a.js.br'), 20)
  expect(load).toThrow(/a\.js\.br cannot be unpacked/)
  writeFileSync(join(root, 'a.js.br'), 'no chunk')
  expect(load).toThrow(/a\.js\.br cannot be unpacked/)
  writeFileSync(join(root, 'a.js'), '(function(')
  expect(load).toThrow(SyntaxError)
})

test('a chunk that is gone says so each time, also to whoever asks for one that needs it', () => {
  plain('main.js', "exports.far = require('./far.js')")
  const loader = createChunkLoader(root, new Map())
  const gone = expect.objectContaining({ code: 'MODULE_NOT_FOUND' })
  for (const name of ['far.js', 'main.js', 'main.js']) expect(() => loader.load(name)).toThrow(gone)
})
