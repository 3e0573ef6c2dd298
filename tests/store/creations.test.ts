import { afterEach, beforeEach, expect, test } from 'vitest'
import { CREATION_KEPT_MS } from '../../src/store/creation-store.ts'
import { type StoreFixture, storeFixture, testClock } from './store-fixture.ts'

let fixture: StoreFixture
let alive = true
const clock = testClock()
beforeEach(() => {
  alive = true
  fixture = storeFixture({ clock, isAlive: () => alive })
})
afterEach(() => fixture.dispose())

const request = { key: 'k', fingerprint: 'f', again: false }
const answer = { status: 201, headers: { location: '/x' }, body: '{}' }

test('a key is begun once; its answer stays, also for another process, until it is old', () => {
  const { creations } = fixture.store
  expect(creations.begin(request)).toEqual({ state: 'new' })
  expect(fixture.open().creations.begin(request)).toEqual({ state: 'under_way' })
  expect(creations.begin({ ...request, fingerprint: 'other' })).toEqual({ state: 'other' })
  creations.end('k', answer)
  expect(fixture.open().creations.begin(request)).toEqual({ state: 'done', answer })
  clock.advance(CREATION_KEPT_MS + 1)
  expect(creations.begin(request)).toEqual({ state: 'new' })
})

test('what failed may be tried again; an answer is never forgotten', () => {
  const { creations } = fixture.store
  creations.begin(request)
  creations.end('k', null)
  expect(creations.begin(request)).toEqual({ state: 'new' })
  creations.end('k', answer)
  creations.end('k', null)
  expect(creations.begin(request)).toEqual({ state: 'done', answer })
})

test('after a crash it is begun again only where that makes nothing twice', () => {
  const { creations } = fixture.store
  creations.begin(request)
  alive = false
  expect(creations.begin(request)).toEqual({ state: 'cut_off' })
  expect(creations.begin({ ...request, again: true })).toEqual({ state: 'new' })
})
