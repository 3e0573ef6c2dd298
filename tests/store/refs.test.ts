import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '../../src/kernel/hash.ts'
import { ownedRun, RUN, type StoreFixture, storeFixture } from './store-fixture.ts'

let fixture: StoreFixture
beforeEach(() => {
  fixture = storeFixture()
  ownedRun(fixture.store)
})
afterEach(() => fixture.dispose())

const scope = { run_id: RUN, subtask_id: 's1' }
const bytes = Buffer.from('0123456789')

test('bytes are kept once, under their hash, and read in slices by their own subtask only', () => {
  const { refs } = fixture.store
  const hash = refs.put(scope, bytes)
  expect(hash).toBe(sha256(bytes))
  expect(refs.put({ ...scope, subtask_id: 's2' }, bytes)).toBe(hash)
  const read = (offset: number, limit: number): string | undefined => {
    const slice = refs.read(scope, hash, { offset, limit })
    return slice && `${Buffer.from(slice.data)}/${slice.bytes}`
  }
  expect([read(0, 4), read(8, 4), read(99, 4), read(-1, 1e12)]).toEqual(['0123/10', '89/10', '/10', '0123456789/10'])
  expect(refs.read({ ...scope, subtask_id: 's3' }, hash, { offset: 0, limit: 1 })).toBeUndefined()
  expect(refs.read({ ...scope, run_id: 'ffffffffffff' }, hash, { offset: 0, limit: 1 })).toBeUndefined()
  expect(readdirSync(join(fixture.options.refsDir, hash.slice(0, 2)))).toEqual([hash])
})

test.each(['../../../../etc/passwd', '', 'F'.repeat(64), `${'a'.repeat(63)}/`])('%s is no ref', (name) => {
  expect(fixture.store.refs.read(scope, name, { offset: 0, limit: 10 })).toBeUndefined()
})

test('a ref whose file is gone is an error, not an empty answer', () => {
  const hash = fixture.store.refs.put(scope, bytes)
  rmSync(join(fixture.options.refsDir, hash.slice(0, 2)), { recursive: true })
  expect(() => fixture.store.refs.read(scope, hash, { offset: 0, limit: 1 })).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('nothing is a value too', () => {
  const hash = fixture.store.refs.put(scope, new Uint8Array())
  expect(fixture.store.refs.read(scope, hash, { offset: 0, limit: 10 })).toMatchObject({ bytes: 0 })
})
