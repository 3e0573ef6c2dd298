import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { DAY, draft, idOf, learn, memoryPlace, texts } from './memory-place.ts'

describe('writing', () => {
  it('keeps one item of a text, with who learned it first, and renews its time', async () => {
    const place = memoryPlace()
    const memory = place.open()
    const first = draft('Ports are in config.yaml')
    const id = idOf(await memory.write(first))
    place.clock.at += 100 * DAY
    const again = await memory.write(draft(' ports are in config.yaml', { run_id: 'ba9876543210' }))
    expect(again).toMatchObject({
      state: 'renewed',
      item: { memory_id: id, run_id: '0123456789ab', tool: 'file_io', seq: 2, evidence: 'c1' },
    })
    place.clock.at += 100 * DAY
    expect(await texts(memory, 'ports in config.yaml')).toEqual(['Ports are in config.yaml'])
  })

  it('writes once, however often the attempt is carried on', async () => {
    const place = memoryPlace()
    const older = await learn(place.open(), 'The staging server listens on port 8080.')
    const same = draft('The staging server listens on port 9090.')
    const outcomes = []
    for (let i = 0; i < 3; i += 1) outcomes.push(await place.open().write(same))
    for (const outcome of outcomes) expect(outcome).toEqual({ ...outcomes[0], item: expect.objectContaining({ superseded_by: null }) })
    expect(outcomes[0]).toMatchObject({ state: 'new', superseded: [older] })
    expect(place.open().list({ all: true }, 10)).toHaveLength(2)
  })

  it('the newer value is recalled, the older is kept for a time and then goes', async () => {
    const place = memoryPlace()
    const memory = place.open()
    await learn(memory, 'The staging server listens on port 8080.')
    await learn(memory, 'The staging server listens on port 9090.')
    expect(await texts(memory, 'port of the staging server')).toEqual(['The staging server listens on port 9090.'])
    expect(memory.list({ all: true }, 10).map((item) => item.superseded_by !== null)).toEqual([false, true])
    await learn(memory, 'The staging server listens on port 8080.')
    expect(await texts(memory, 'port of the staging server')).toEqual(['The staging server listens on port 8080.'])
    place.clock.at += 31 * DAY
    await learn(memory, 'Something else entirely')
    expect(memory.list({ all: true }, 10)).toHaveLength(2)
  })

  it('replaces what it names, but neither what is pinned nor, after content from outside, what was learned without', async () => {
    const memory = memoryPlace().open()
    const plain = await learn(memory, 'Deploys go to alpha.')
    expect(await memory.write(draft('Deploys go to bravo now.', { supersedes: plain }))).toMatchObject({ superseded: [plain] })
    const pinned = await learn(memory, 'Invoices go to accounting.')
    memory.pin(pinned, true)
    expect(await memory.write(draft('Invoices go to the attic.', { supersedes: pinned }))).toMatchObject({ superseded: [] })
    const trusted = await learn(memory, 'The bank account of the shop is DE89-1111.')
    expect(await memory.write(draft('The bank account of the shop is DE66-6666.', { untrusted: true }))).toMatchObject({ superseded: [] })
    expect(await memory.write(draft('Whatever else', { untrusted: true, supersedes: trusted }))).toMatchObject({ superseded: [] })
    expect(await memory.write(draft('Nothing of that id', { supersedes: 'ffffffffffff' }))).toMatchObject({ state: 'new', superseded: [] })
    expect(await memory.write(draft('The bank account of the shop is DE77-7777.'))).toMatchObject({
      superseded: expect.arrayContaining([trusted]),
    })
  })

  it('an episode of the same task takes the place of the one before', async () => {
    const memory = memoryPlace().open()
    const told = { kind: 'episode', topic: 'count' } as const
    await learn(memory, 'count the files -> 3', told)
    await learn(memory, 'count the files -> 4', told)
    await learn(memory, 'count the files -> 4', told)
    expect(await texts(memory, 'count the files')).toEqual(['count the files -> 4'])
  })

  it('two that write at once lose nothing', async () => {
    const place = memoryPlace()
    const both = [place.open(), place.open()]
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => learn(both[i % 2] ?? place.open(), `thing ${i} is in drawer ${i * 3}, says note ${i}`)),
    )
    expect(both.map((memory) => memory.list({}, 100).length)).toEqual([60, 60])
  })
})

describe('bounds', () => {
  it('by items: episodes that nobody used go first, then the least used', async () => {
    const place = memoryPlace()
    const memory = place.open({ limits: { maxItems: 5 } })
    const used = await learn(memory, 'episode used', { kind: 'episode' })
    memory.touch([used])
    await learn(memory, 'episode unused', { kind: 'episode' })
    const pinned = await learn(memory, 'episode pinned', { kind: 'episode' })
    memory.pin(pinned, true)
    const kinds = { fact: 'a red apple', procedure: 'bake bread slowly' } as const
    await learn(memory, kinds.fact)
    await learn(memory, kinds.procedure, { kind: 'procedure' })
    const all = () => memory.list({ all: true }, 10).map((item) => item.text)
    await learn(memory, 'tall mountains')
    expect(all()).toEqual(['episode pinned', 'tall mountains', 'bake bread slowly', 'a red apple', 'episode used'])
    await learn(memory, 'deep rivers')
    expect(all()).toEqual(['episode pinned', 'deep rivers', 'tall mountains', 'bake bread slowly', 'a red apple'])
    await learn(memory, 'wide plains')
    expect(all()).not.toContain('a red apple')
  })

  it('by bytes, whatever is written', async () => {
    const place = memoryPlace()
    const memory = place.open({ limits: { maxBytes: 200_000 } })
    for (let i = 0; i < 150; i += 1) await learn(memory, `item ${i} ${Math.sin(i)} ${'long text '.repeat(150)}`)
    const texts = memory.list({ all: true }, 1000)
    expect(texts.length).toBeGreaterThan(20)
    expect(texts.length).toBeLessThan(50)
    expect(texts[0]?.text).toContain('item 149')
    expect(place.bytes().length).toBeLessThan(5_000_000)
  })

  it('by items: many values of one thing push out nothing but each other', async () => {
    const memory = memoryPlace().open({ limits: { maxItems: 10 } })
    await learn(memory, 'Backups are kept in the cellar.')
    for (let i = 0; i < 40; i += 1) await learn(memory, `The build number of the shop is ${i}.`)
    expect(memory.list({}, 20).map((item) => item.text)).toEqual(['The build number of the shop is 39.', 'Backups are kept in the cellar.'])
    expect(memory.list({ all: true }, 20).length).toBeLessThanOrEqual(10)
  })

  it('by receipts, also when the same is learned again and again', async () => {
    const place = memoryPlace()
    const memory = place.open({ embedder: null })
    for (let i = 0; i < 250; i += 1) {
      await learn(memory, 'Ports are in config.yaml')
      if (i === 100) place.clock.at += 91 * DAY
    }
    const db = new Database(place.path, { readonly: true })
    const { n } = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM writes').get() ?? { n: 0 }
    db.close()
    expect(n).toBeLessThanOrEqual(200)
  })

  it('refuses when everything is pinned', async () => {
    const memory = memoryPlace().open({ limits: { maxItems: 2 } })
    for (const text of ['one red hen', 'two blue cats']) memory.pin(await learn(memory, text), true)
    expect(await memory.write(draft('three'))).toEqual({ state: 'refused', reason: 'the memory is full, and everything in it is pinned' })
  })
})
