import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { liveSchema } from './live-schema.ts'
import { storeFixture } from './store-fixture.ts'

test('the live schema is the checked-in one', () => {
  const fixture = storeFixture()
  const checkedIn = readFileSync(new URL('../../src/store/schema.sql', import.meta.url), 'utf8')
  expect(liveSchema(fixture.options.path)).toBe(checkedIn)
  fixture.dispose()
})
