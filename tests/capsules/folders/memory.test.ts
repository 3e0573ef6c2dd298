import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createMemory, type MemoryEmbedder } from '../../../src/capsules/create-memory.ts'
import { createStaticEmbedder } from '../../../src/embedding/create-static-embedder.ts'
import type { MemoryUpdate } from '../../../src/protocol/messages.ts'
import { put, tempDir } from './temp-dir.ts'

const embedder = createStaticEmbedder({ assetDir: join(import.meta.dirname, '../../../src/embedding/static') })
afterAll(() => embedder.close())
const clock = { now: () => 1000, monotonic: () => 0 }
const by = { run_id: '0123456789ab' }

function fact(text: string, kind: MemoryUpdate['kind'] = 'fact'): MemoryUpdate {
  return { kind, text, evidence: 't1' }
}

const FACTS = [
  'The orders table in shop.db stores amounts in cents, not in euros.',
  'Log files of the server are in var/log and rotate every night.',
  'The test suite runs with npm test and takes two minutes.',
]

const EMBEDDERS: readonly (readonly [string, MemoryEmbedder | undefined])[] = [
  ['words alone', undefined],
  ['words and vectors', embedder],
]

describe.each(EMBEDDERS)('memory by %s', (_name, port) => {
  const open = (path: string, max?: number) =>
    createMemory({ path, clock, ...(port === undefined ? {} : { embedder: port }), ...(max === undefined ? {} : { max }) })

  it('recalls what the query is about, and nothing for anything else', async () => {
    const memory = open(join(tempDir(), 'memory.db'))
    for (const text of FACTS) await memory.write(fact(text), by)
    expect((await memory.recall('sum of the amounts in the orders table', 3)).map((item) => item.text)).toEqual([FACTS[0]])
    expect((await memory.recall('where are the server log files?', 3))[0]?.text).toBe(FACTS[1])
    for (const query of ['book a flight to Paris', 'what is the weather in Rome?', '', '"', 'NEAR( OR *', '\u0000', 'a']) {
      expect(await memory.recall(query, 5)).toEqual([])
    }
    memory.close()
  })

  it('keeps one item of the same text, and who learned it', async () => {
    const memory = open(join(tempDir(), 'memory.db'))
    const first = await memory.write(fact('Ports are in config.yaml'), by)
    expect(first.created).toBe(true)
    expect(await memory.write(fact(' ports are in config.yaml '), { run_id: 'ba9876543210' })).toEqual({
      memory_id: first.memory_id,
      created: false,
    })
    expect(memory.list(10)).toEqual([
      {
        memory_id: first.memory_id,
        kind: 'fact',
        text: 'Ports are in config.yaml',
        run_id: by.run_id,
        evidence: 't1',
        created_at: 1000,
        untrusted: 0,
      },
    ])
    memory.close()
  })

  it('is bounded: the oldest episodes go first', async () => {
    const memory = open(join(tempDir(), 'memory.db'), 4)
    await memory.write(fact('fact one'), by)
    for (let i = 0; i < 6; i += 1) await memory.write(fact(`episode ${i}`, 'episode'), by)
    await memory.write(fact('a way to do it', 'procedure'), by)
    expect(memory.list(10).map((item) => item.text)).toEqual(['a way to do it', 'episode 5', 'episode 4', 'fact one'])
    expect(memory.counts()).toEqual({ fact: 1, procedure: 1, episode: 2 })
    memory.close()
  })

  it('survives being opened again, and makes no file before the first write', async () => {
    const path = join(tempDir(), 'agent', 'memory.db')
    const empty = open(path)
    expect(await empty.recall('anything', 5)).toEqual([])
    expect(empty.counts()).toEqual({ fact: 0, procedure: 0, episode: 0 })
    expect(existsSync(path)).toBe(false)
    await empty.write(fact(FACTS[2] ?? ''), by)
    empty.close()
    const again = open(path)
    expect(await again.recall('how long does the test suite take with npm?', 5)).toHaveLength(1)
    again.close()
  })

  it('says what is wrong with a file that is no database', async () => {
    const path = put(join(tempDir(), 'memory.db'), 'this is not a database, it is a text that is long enough to be read as one')
    await expect(open(path).recall('anything', 1)).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
  })
})
