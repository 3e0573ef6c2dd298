import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemory } from '../../src/capsules/memory/create-memory.ts'
import { withEmbedder } from './routing/open-embedder.ts'
import type { Row } from './row.ts'

const ITEMS = 5000
const KINDS = ['fact', 'procedure', 'episode'] as const
const THINGS = ['server', 'invoice', 'backup', 'order', 'report', 'garden', 'photo', 'release', 'meeting', 'customer', 'test', 'log']
const DEEDS = ['is kept in', 'was counted by', 'needs', 'is written to', 'comes from', 'is sorted by', 'runs with', 'was moved to']
const PLACES = ['the folder', 'the table', 'the script', 'the archive', 'the old system', 'the header', 'the list', '端口 8080', '每天凌晨']

/** Recall among as many items as a memory holds at most: embedding, words, vectors and scores. The median, since queries are not all alike. */
export async function benchMemory(queries: number): Promise<Row[]> {
  return withEmbedder('static', async (embedder) => {
    const dir = mkdtempSync(join(tmpdir(), 'claw-bench-memory-'))
    const limits = { maxItems: 10_000, maxBytes: 1e9, keepSupersededMs: 0, ttlMs: { fact: null, procedure: null, episode: null } }
    const open = () =>
      createMemory({ path: join(dir, 'memory.db'), clock: { now: Date.now, monotonic: performance.now }, embedder, limits })
    try {
      const filled = open()
      for (let n = 0; n < ITEMS; n += 1) await filled.write(draft(n))
      filled.close()
      const memory = open()
      const took: number[] = []
      for (let n = 0; n < queries; n += 1) {
        const start = performance.now()
        await memory.recall({ query: `${sentence(n * 31)}?`, limit: 6, tokens: 800 })
        took.push(performance.now() - start)
      }
      memory.close()
      took.sort((a, b) => a - b)
      return [
        { what: `recall among ${ITEMS.toLocaleString('en')} memories`, value: took[Math.floor(queries / 2)] ?? 0, unit: 'ms', budget: 15 },
      ]
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })
}

function draft(n: number) {
  const kind = KINDS[n % KINDS.length] ?? 'fact'
  const receipt = { run_id: 'benchbenchbe', subtask_id: 's1', attempt: 1, n, evidence: 'c1', tool: 'file_io', seq: 1 }
  return {
    ...receipt,
    kind,
    text: `${sentence(n)}, and ${sentence(n * 7 + 3)} (${n}).`,
    topic: null,
    supersedes: null,
    untrusted: false,
    private: true,
  }
}

function sentence(n: number): string {
  const of = (words: readonly string[], step: number): string => words[Math.floor(n / step) % words.length] ?? ''
  return `The ${of(THINGS, 1)} of the ${of(THINGS, 13)} ${of(DEEDS, 5)} ${of(PLACES, 3)}`
}
