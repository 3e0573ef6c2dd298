import { cpSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createTransformersEmbedder, type TransformersEmbedder } from '../../src/embedding/transformers/create-transformers-embedder.ts'
import { transformersInstallCommand } from '../../src/embedding/transformers/find-transformers.ts'
import { sentenceModel } from '../helpers/sentence-model.ts'

const ROOT = join(import.meta.dirname, '../..')
const MODEL = sentenceModel()
const dir = mkdtempSync(join(tmpdir(), 'claw-transformers-'))
const opened: TransformersEmbedder[] = []
afterEach(() => {
  for (const embedder of opened.splice(0)) embedder.close()
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

async function open(path: string, changes: { packageDir?: string; workerPath?: string } = {}): Promise<TransformersEmbedder> {
  const embedder = await createTransformersEmbedder({
    path,
    name: basename(path),
    cacheDir: join(dir, 'cache'),
    packageDir: ROOT,
    workerPath: join(ROOT, 'dist/transformers.worker.js'),
    ...changes,
  })
  opened.push(embedder)
  return embedder
}

const dot = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

describe.runIf(MODEL !== undefined)('a sentence model in a thread', () => {
  it('gives the cosines that the model is known for, and vectors of length 1', async () => {
    const embedder = await open(MODEL ?? '')
    const [count, many, paris] = await embedder.embed(['count the python files', 'how many .py files are there?', 'book a flight to Paris'])
    expect(embedder.dim).toBe(384)
    expect(dot(count, many)).toBeCloseTo(0.698, 2)
    expect(dot(count, paris)).toBeCloseTo(-0.025, 1)
    expect(dot(count, count)).toBeCloseTo(1, 4)
  })

  it('gives the zero vector to a text without words, in its place, and nothing for nothing', async () => {
    const embedder = await open(MODEL ?? '')
    const [empty, files, dots] = await embedder.embed(['', 'files', ' ... '])
    expect([dot(empty, empty), dot(dots, dots)]).toEqual([0, 0])
    expect(dot(files, files)).toBeCloseTo(1, 4)
    expect(await embedder.embed([])).toEqual([])
  })

  it('leaves the event loop alone while it works, and answers several callers', async () => {
    const embedder = await open(MODEL ?? '')
    await embedder.embed(['warm'])
    let ticks = 0
    const timer = setInterval(() => {
      ticks += 1
    }, 5)
    const long = Array.from({ length: 64 }, (_, i) => `count the files of region ${i} and say which of them are the largest ones`)
    const [many, one] = await Promise.all([embedder.embed(long), embedder.embed(['count the files'])])
    clearInterval(timer)
    expect([many.length, one.length]).toEqual([64, 1])
    expect(ticks).toBeGreaterThan(10)
  })

  it('takes a text of a megabyte, and bytes that are no text', async () => {
    const embedder = await open(MODEL ?? '')
    const vectors = await embedder.embed(['x '.repeat(500_000), '\u0000\ud800 broken \uffff'])
    for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 3)
  })

  it('names two folders of the same name by what is in them', async () => {
    const other = join(dir, 'other', 'all-MiniLM-L6-v2')
    cpSync(MODEL ?? '', other, { recursive: true })
    writeFileSync(join(other, 'config.json'), JSON.stringify({ hidden_size: 384, note: 'another training' }))
    const [first, second] = [await open(MODEL ?? ''), await open(other)]
    expect(first.model).toMatch(/^transformers:all-MiniLM-L6-v2#[0-9a-f]{8}$/)
    expect(second.model).not.toBe(first.model)
  })

  it('says what is wrong with a damaged model, and works again when it is mended', async () => {
    const broken = join(dir, 'broken')
    cpSync(MODEL ?? '', broken, { recursive: true })
    truncateSync(join(broken, 'onnx/model_quantized.onnx'), 1000)
    const embedder = await open(broken)
    await expect(embedder.embed(['x'])).rejects.toMatchObject({ code: 'EMBEDDER_FAILED', message: expect.stringContaining(broken) })
    await expect(open(join(dir, 'nothing'))).rejects.toMatchObject({ code: 'EMBEDDER_FAILED' })
  })
})

describe('without the library or its thread', () => {
  function fakeModel(): string {
    const path = join(dir, 'fake')
    mkdirSync(join(path, 'onnx'), { recursive: true })
    writeFileSync(join(path, 'config.json'), '{"hidden_size": 4}')
    writeFileSync(join(path, 'onnx/model_quantized.onnx'), 'weights')
    return path
  }

  it('names the one command that adds it, for a global and for another installation', async () => {
    const embedder = await open(fakeModel(), { packageDir: dir })
    await expect(embedder.embed(['x'])).rejects.toMatchObject({
      code: 'EMBEDDER_MISSING',
      fix: 'npm install --ignore-scripts @xenova/transformers@npm:@huggingface/transformers@^4.3.1',
    })
    expect(transformersInstallCommand('/usr/lib/node_modules/closed-claw')).toContain('npm install -g --ignore-scripts')
  })

  it('a thread that dies fails those who wait, and the next call starts another', async () => {
    const workerPath = join(dir, 'dies.mjs')
    writeFileSync(
      workerPath,
      `import { parentPort } from 'node:worker_threads'
       parentPort.on('message', ({ id, texts }) => {
         if (texts[0] === 'die') process.exit(3)
         parentPort.postMessage({ id, dim: 4, vectors: new Float32Array(4 * texts.length).fill(0.5) })
       })`,
    )
    const embedder = await open(fakeModel(), { workerPath })
    const waiting = [embedder.embed(['die']), embedder.embed(['after it'])]
    for (const result of await Promise.allSettled(waiting))
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'EMBEDDER_FAILED' } })
    expect((await embedder.embed(['lives']))[0]).toHaveLength(4)
  })
})
