import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { AgentMemory, MemoryDraft, MemoryEmbedder, MemoryLimits, MemoryWritten } from '../../src/capsules/memory/agent-memory.ts'
import { createMemory } from '../../src/capsules/memory/create-memory.ts'
import { createStaticEmbedder } from '../../src/embedding/create-static-embedder.ts'

export const DAY = 86_400_000
export const START = Date.UTC(2026, 10, 1)

export const staticEmbedder = createStaticEmbedder({ assetDir: join(import.meta.dirname, '../../src/embedding/static') })

export const LIMITS: MemoryLimits = {
  maxItems: 5000,
  maxBytes: 20_000_000,
  keepSupersededMs: 30 * DAY,
  ttlMs: { fact: 180 * DAY, procedure: null, episode: 30 * DAY },
}

export interface MemoryPlace {
  readonly path: string
  readonly clock: { now(): number; monotonic(): number; at: number }
  /** Each a connection of its own, as another process would have. */
  open(options?: { readonly embedder?: MemoryEmbedder | null; readonly limits?: Partial<MemoryLimits> }): AgentMemory
  /** Everything that is on the disk. */
  bytes(): string
}

/** A memory.db that goes with the test. */
export function memoryPlace(): MemoryPlace {
  const dir = mkdtempSync(join(tmpdir(), 'claw-memory-'))
  const opened: AgentMemory[] = []
  onTestFinished(() => {
    for (const memory of opened) memory.close()
    rmSync(dir, { recursive: true, force: true })
  })
  const path = join(dir, 'memory.db')
  const clock = { at: START, now: () => clock.at, monotonic: () => 0 }
  return {
    path,
    clock,
    open: ({ embedder = staticEmbedder, limits = {} } = {}) => {
      const memory = createMemory({ path, clock, limits: { ...LIMITS, ...limits }, ...(embedder === null ? {} : { embedder }) })
      opened.push(memory)
      return memory
    },
    bytes: () =>
      readdirSync(dirname(path))
        .filter((name) => name.startsWith(basename(path)))
        .map((name) => readFileSync(join(dir, name)).toString('latin1'))
        .join(),
  }
}

let count = 0

/** A draft whose write is one of its own, unless the patch says otherwise. */
export function draft(text: string, patch: Partial<MemoryDraft> = {}): MemoryDraft {
  count += 1
  const receipt = { run_id: '0123456789ab', subtask_id: 's1', attempt: 1, n: count, evidence: 'c1', tool: 'file_io', seq: 2 }
  return { ...receipt, kind: 'fact', text, topic: null, supersedes: null, untrusted: false, private: true, ...patch }
}

export async function learn(memory: AgentMemory, text: string, patch: Partial<MemoryDraft> = {}): Promise<string> {
  return idOf(await memory.write(draft(text, patch)))
}

export function idOf(written: MemoryWritten): string {
  if (written.state === 'new' || written.state === 'renewed') return written.item.memory_id
  throw new Error(`not written: ${JSON.stringify(written)}`)
}

export async function texts(memory: AgentMemory, query: string, limit = 5, tokens = 800): Promise<string[]> {
  return (await memory.recall({ query, limit, tokens })).map((item) => item.text)
}
