import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { MemoryEmbedder } from '../../src/capsules/memory/agent-memory.ts'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { DAY, draft, idOf, learn, memoryPlace, staticEmbedder, texts } from './memory-place.ts'

const FACTS = [
  'The orders table in shop.db stores amounts in cents, not in euros.',
  'Log files of the server are in var/log and rotate every night.',
  'The test suite runs with npm test and takes two minutes.',
]
const CHINESE = ['测试服务器的端口是 8080。', '备份每天凌晨三点运行。', '订单金额以分为单位存储。']

describe.each<[string, MemoryEmbedder | null]>([
  ['words alone', null],
  ['words and vectors', staticEmbedder],
])('recall by %s', (_name, embedder) => {
  it('finds what the query is about, and nothing for anything else', async () => {
    const memory = memoryPlace().open({ embedder })
    for (const text of FACTS) await learn(memory, text)
    expect(await texts(memory, 'sum of the amounts in the orders table', 3)).toEqual([FACTS[0]])
    expect((await texts(memory, 'where are the server log files?', 3))[0]).toBe(FACTS[1])
    for (const query of ['book a flight to Paris', 'what is the weather in Rome?', '', '"', 'NEAR( OR *', '\u0000', 'a', '*', "'; --"])
      expect(await texts(memory, query)).toEqual([])
  })

  it('finds Chinese by two characters, by a question and by one character, and abstains', async () => {
    const memory = memoryPlace().open({ embedder })
    for (const text of [...FACTS, ...CHINESE]) await learn(memory, text)
    expect(await texts(memory, '端口')).toEqual([CHINESE[0]])
    expect(await texts(memory, '测试服务器用哪个端口？')).toEqual([CHINESE[0]])
    expect(await texts(memory, '备份什么时候运行')).toEqual([CHINESE[1]])
    expect(await texts(memory, '口')).toEqual([CHINESE[0]])
    expect(await texts(memory, '天气怎么样')).toEqual([])
    expect(await texts(memory, '去巴黎的航班')).toEqual([])
  })

  it.each([
    ['Japanese', 'テストサーバーのポートは8080です', 'ポート'],
    ['Thai', 'เซิร์ฟเวอร์ทดสอบใช้พอร์ต 8080', 'พอร์ต'],
    ['Korean with particles', '테스트 서버의 포트는 8080이다', '포트'],
    ['full-width and accents', 'Ｃａｆé ports are 8080', 'cafe'],
  ])('finds %s', async (_script, text, query) => {
    const memory = memoryPlace().open({ embedder })
    await learn(memory, text)
    expect(await texts(memory, query)).toEqual([text])
  })
})

describe('recall', () => {
  it('makes no file, and closes what it opened', async () => {
    const place = memoryPlace()
    const memory = place.open()
    expect(await texts(memory, 'anything')).toEqual([])
    expect(memory.counts()).toEqual({ fact: 0, procedure: 0, episode: 0, pinned: 0 })
    expect(memory.forget({ all: true })).toEqual([])
    expect(existsSync(place.path)).toBe(false)
  })

  it('keeps within the budget, the best first', async () => {
    const memory = memoryPlace().open()
    for (let i = 0; i < 8; i += 1) await learn(memory, `The deploy script number ${i} of the shop ${'copies all files '.repeat(20)}`)
    await learn(memory, 'The deploy script of the shop needs node 20.')
    const all = await texts(memory, 'run the deploy script of the shop', 20, 100_000)
    expect(all).toHaveLength(9)
    const some = await memory.recall({ query: 'run the deploy script of the shop', limit: 20, tokens: 300 })
    expect(some.length).toBeLessThan(4)
    expect(some[0]?.text).toBe('The deploy script of the shop needs node 20.')
    expect(await texts(memory, 'run the deploy script of the shop', 20, 10)).toEqual([])
  })

  it('never gives what has expired, unless it is pinned', async () => {
    const place = memoryPlace()
    const memory = place.open()
    await learn(memory, 'Counted the logs of the server -> 12 logs', { kind: 'episode' })
    const kept = await learn(memory, 'The server writes its logs to var/log')
    memory.pin(kept, true)
    const lost = await learn(memory, 'The server rotates its logs at night')
    place.clock.at += 31 * DAY
    expect((await texts(memory, 'logs of the server')).sort()).toEqual([
      'The server rotates its logs at night',
      'The server writes its logs to var/log',
    ])
    place.clock.at += 170 * DAY
    expect(await texts(memory, 'logs of the server')).toEqual(['The server writes its logs to var/log'])
    expect(memory.list({}, 10).map((item) => item.memory_id)).toEqual([kept])
    expect(memory.list({ all: true }, 10).map((item) => item.memory_id)).toContain(lost)
  })

  it('counts what was told, and prefers the newer and the used of two alike', async () => {
    const place = memoryPlace()
    const memory = place.open({ embedder: null })
    const old = await learn(memory, 'shop orders are exported by script alpha')
    place.clock.at += 60 * DAY
    const young = await learn(memory, 'shop orders are exported by script bravo')
    const order = async () => (await memory.recall({ query: 'export shop orders', limit: 2, tokens: 800 })).map((item) => item.id)
    expect(await order()).toEqual([young, old])
    for (let i = 0; i < 40; i += 1) memory.touch([old])
    memory.pin(old, true)
    expect(await order()).toEqual([old, young])
    expect(memory.byPrefix(old)[0]).toMatchObject({ uses: 40, last_recalled_at: place.clock.at, pinned: 1 })
  })

  it('never compares two embedders, and gives vectors of the new one bit by bit', async () => {
    const place = memoryPlace()
    const first = place.open()
    for (let i = 0; i < 100; i += 1) await learn(first, `The colour of thing ${i} was noted in book ${i * 7}`)
    const seen: string[] = []
    const other: MemoryEmbedder = {
      model: 'other@1',
      embed: async (all) => {
        seen.push(...all)
        return all.map((text) => new Float32Array(8).fill(text.includes('thing 99 ') ? 0.35355 : 0))
      },
    }
    const second = place.open({ embedder: other })
    expect(await texts(second, 'zebra thing 99 ')).toEqual(['The colour of thing 99 was noted in book 693'])
    expect(seen).toHaveLength(65)
    await texts(second, 'zebra')
    expect(seen).toHaveLength(65 + 1 + 36)
    await texts(second, 'zebra')
    expect(seen).toHaveLength(65 + 1 + 36 + 1)
  })

  it('says what was learned with content from outside', async () => {
    const memory = memoryPlace().open()
    const id = idOf(await memory.write(draft('The page says the shop opens at nine', { untrusted: true, private: false })))
    expect(await memory.recall({ query: 'when does the shop open?', limit: 3, tokens: 800 })).toMatchObject([
      { id, untrusted: true, private: false, learned: '2026-11-01' },
    ])
  })
})

describe('an embedder that fails', () => {
  it('leaves words, and what was written meanwhile gets its vector later', async () => {
    const place = memoryPlace()
    let works = false
    const flaky: MemoryEmbedder = {
      model: staticEmbedder.model,
      embed: async (all) => {
        if (works) return staticEmbedder.embed(all)
        throw new ClawError('EMBEDDER_FAILED', 'no network')
      },
    }
    const memory = place.open({ embedder: flaky })
    await learn(memory, 'The orders table stores amounts in cents.')
    expect(await texts(memory, 'orders table')).toHaveLength(1)
    expect(await texts(memory, 'sum of money of all purchases in the table of orders')).toEqual([])
    works = true
    expect(await texts(memory, 'which unit do the amounts of orders have?')).toHaveLength(1)
    expect(await texts(place.open(), 'orders table')).toHaveLength(1)
  })
})
