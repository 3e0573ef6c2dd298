import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { draft, learn, memoryPlace, texts } from './memory-place.ts'

describe('forget', () => {
  it('leaves nothing in any file, while another process has it open', async () => {
    const place = memoryPlace()
    const memory = place.open()
    const other = place.open()
    for (let i = 0; i < 50; i += 1) await learn(memory, `Fact ${i}: the shed of the garden number ${i} holds ${i} rakes`)
    const gone = await learn(memory, 'The passphrase of the vault is Xylophonzebra and 秘密口令')
    await texts(other, 'garden rakes')
    expect(place.bytes()).toContain('Xylophonzebra')
    expect(memory.forget({ memory_id: gone })).toEqual([gone])
    const bytes = place.bytes().toLowerCase()
    for (const trace of ['xylophonzebra', Buffer.from('秘密').toString('latin1').toLowerCase()]) expect(bytes).not.toContain(trace)
    expect(await texts(other, 'passphrase of the vault')).toEqual([])
    expect(await texts(other, 'rakes of the garden number 7')).not.toEqual([])
    expect(memory.forget({ memory_id: gone })).toEqual([])
  })

  it('by kind, by run, and all; the file shrinks', async () => {
    const place = memoryPlace()
    const memory = place.open()
    for (let i = 0; i < 200; i += 1) await learn(memory, `episode ${i} of the long story ${'x'.repeat(500)}`, { kind: 'episode' })
    await learn(memory, 'a fact of run one', { run_id: '111111111111' })
    await learn(memory, 'a fact of run two', { run_id: '222222222222' })
    const before = place.bytes().length
    expect(memory.forget({ kind: 'episode', all: true })).toHaveLength(200)
    expect(place.bytes().length).toBeLessThan(before / 3)
    expect(memory.forget({ run_id: '111111111111', all: true })).toHaveLength(1)
    expect(memory.list({}, 10).map((item) => item.text)).toEqual(['a fact of run two'])
    expect(memory.forget({ all: true })).toHaveLength(1)
    expect(memory.counts()).toEqual({ fact: 0, procedure: 0, episode: 0, pinned: 0 })
    const db = new Database(place.path, { readonly: true })
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  })

  it('what a person forgot is not learned again by the attempt that is carried on', async () => {
    const memory = memoryPlace().open()
    const once = draft('The office closes at six')
    await memory.write(once)
    memory.forget({ all: true })
    expect(await memory.write(once)).toEqual({ state: 'forgotten' })
    expect(memory.list({}, 10)).toEqual([])
  })
})

it('a list is read page by page: nothing twice and nothing missed, whatever is forgotten or pinned between', async () => {
  const memory = memoryPlace().open()
  const ids: string[] = []
  for (let n = 0; n < 9; n += 1) ids.push(await learn(memory, `Host number ${n} listens on port ${8000 + n * 7}.`))
  const all = memory.list({}, 100).map((item) => item.memory_id)
  memory.pin(String(ids[3]), true)
  const seen: string[] = []
  let next = memory.page({}, { limit: 2 })
  seen.push(...next.items.map((item) => item.memory_id))
  expect(seen[0]).toBe(ids[3])
  // The last that was seen is gone, and so is one that was not.
  memory.forget({ memory_id: String(seen[1]) })
  memory.forget({ memory_id: String(all.at(-1)) })
  while (next.next !== null) {
    next = memory.page({}, { limit: 2, after: next.next })
    seen.push(...next.items.map((item) => item.memory_id))
  }
  expect(seen).toHaveLength(all.length - 1)
  expect(new Set(seen)).toEqual(new Set(all.slice(0, -1)))
})
