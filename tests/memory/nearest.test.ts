import { expect, it } from 'vitest'
import { createMemoryStore } from '../../src/store/memory/memory-store.ts'
import { learn, memoryPlace, staticEmbedder } from './memory-place.ts'

it('sqlite-vec, plain arithmetic and the look at one item agree', async () => {
  const place = memoryPlace()
  const memory = place.open()
  for (let i = 0; i < 80; i += 1) await learn(memory, `Report ${i} of the weather says rain, ${i * 3} degrees and ${i % 7} storms`)
  const [vector = new Float32Array()] = await staticEmbedder.embed(['rain and storms'])
  const query = { embedder: staticEmbedder.model, vector }
  const at = { now: place.clock.at, limit: 50 }
  const open = (vecPath: string | null) => createMemoryStore(place.path, { expiresAt: () => null, vecPath })
  const [withVec, without] = [open(null), open('/nowhere/vec0.so')]
  const [fast, plain] = [withVec.nearest(query, at), without.nearest(query, at)]
  expect(fast).toHaveLength(50)
  for (const [i, { item, cosine }] of fast.entries()) {
    expect(cosine).toBeCloseTo(plain[i]?.cosine ?? 0, 4)
    expect(without.cosineOf(item.memory_id, query)).toBeCloseTo(cosine, 4)
  }
  expect(withVec.cosineOf(fast[0]?.item.memory_id ?? '', { embedder: 'other', vector })).toBeUndefined()
  expect(withVec.nearest({ embedder: staticEmbedder.model, vector: new Float32Array(3) }, at)).toEqual([])
  withVec.close()
  without.close()
})
