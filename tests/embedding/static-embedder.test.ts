import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createStaticEmbedder } from '../../src/embedding/create-static-embedder.ts'
import { openVocabulary, packVocabulary } from '../../src/embedding/vocabulary.ts'

interface Vectors {
  vectors: { text: string; ids: number[]; head: number[]; norm: number }[]
  cosines: [string, string, number][]
}

const assetDir = join(import.meta.dirname, '../../src/embedding/static')
const expected = JSON.parse(readFileSync(join(import.meta.dirname, 'test-vectors.json'), 'utf8')) as Vectors
const embedder = createStaticEmbedder({ assetDir })
afterAll(() => embedder.close())

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

describe('static embedder', () => {
  it.each(expected.vectors)('gives the reference ids and numbers for $text', async ({ text, ids, head, norm }) => {
    expect(embedder.tokens(text)).toEqual(ids)
    const [vector = new Float32Array()] = await embedder.embed([text])
    expect(vector).toHaveLength(256)
    for (const [i, value] of head.entries()) expect(vector[i]).toBeCloseTo(value, 5)
    expect(Math.sqrt(dot(vector, vector))).toBeCloseTo(norm, 5)
  })

  it.each(expected.cosines)('%s ~ %s', (a, b, cosine) => {
    expect(dot(embedder.embedNow(a), embedder.embedNow(b))).toBeCloseTo(cosine, 4)
  })

  it('gives a text without known tokens the zero vector', () => {
    for (const text of ['', ' \n\t', '\u0000\u200b', '⿰'.repeat(3)]) expect(dot(embedder.embedNow(text), embedder.embedNow(text))).toBe(0)
  })

  it('reads no more than the first 256 tokens, however long the text', () => {
    const long = 'count the files '.repeat(100_000)
    expect(embedder.tokens(long)).toHaveLength(256)
    expect(embedder.tokens('x'.repeat(1_000_000))).toEqual([100])
  })

  it('takes hostile characters as text', () => {
    const lone = `\ud800 file \udc00`
    expect(embedder.tokens(lone)).toEqual(embedder.tokens('file'))
    expect(embedder.tokens('[CLS] [PAD]')).not.toContain(101)
  })

  it('names its model and dimension', () => {
    expect(embedder).toMatchObject({ model: 'static-minilm@1', dim: 256 })
  })
})

describe('vocabulary', () => {
  const file = readFileSync(join(assetDir, 'vocabulary.bin'))

  it('finds every token at its own id, and packs to the same bytes', () => {
    const vocabulary = openVocabulary(file)
    const tokens = Array.from({ length: vocabulary.size }, (_, id) => vocabulary.token(id))
    expect(tokens.slice(0, 1)).toEqual(['[PAD]'])
    const missed = tokens.filter((token, id) => {
      const continued = token.startsWith('##') && token.length > 2
      const bytes = Buffer.from(continued ? token.slice(2) : token)
      const found = vocabulary.longest(bytes, 0, continued)
      return found?.id !== id || found.end !== bytes.length
    })
    expect(missed).toEqual([])
    expect(Buffer.from(packVocabulary(tokens)).equals(file)).toBe(true)
  })
})

describe('a damaged asset', () => {
  it.each([
    ['missing', () => undefined],
    ['bad JSON', (dir: string) => writeFileSync(join(dir, 'meta.json'), '{')],
    ['wrong fields', (dir: string) => writeFileSync(join(dir, 'meta.json'), '{"name": 1}')],
    [
      'no vocabulary in the file',
      (dir: string) => {
        writeFileSync(join(dir, 'meta.json'), readFileSync(join(assetDir, 'meta.json')))
        writeFileSync(join(dir, 'vocabulary.bin'), 'hello')
      },
    ],
  ])('is refused with its reason: %s', (_name, damage) => {
    const dir = mkdtempSync(join(tmpdir(), 'claw-embedding-'))
    try {
      mkdirSync(dir, { recursive: true })
      damage(dir)
      expect(() => createStaticEmbedder({ assetDir: dir })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
})
