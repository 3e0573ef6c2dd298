import { expect, test } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { toStoreError } from '../../src/store/store-error.ts'

const seen = (error: unknown): ClawError => {
  const mapped = toStoreError(error, '/p/.closed_claw/registry.db')
  if (mapped instanceof ClawError) return mapped
  throw new Error('not mapped')
}

test('a database library that was compiled for another node names the command that mends it', () => {
  const message =
    "The module '/opt/it's here/node_modules/better-sqlite3/build/Release/better_sqlite3.node' was compiled against a different Node.js version"
  const error = seen(Object.assign(new Error(message.replace("it's here", 'claw')), { code: 'ERR_DLOPEN_FAILED' }))
  expect([error.code, error.fix]).toEqual(['SQLITE_UNBUILT', "cd '/opt/claw' && npm rebuild better-sqlite3"])
})

test('an install without its scripts says the same', () => {
  expect(
    seen(new Error('Could not locate the bindings file. Tried:\n → /opt/claw/node_modules/better-sqlite3/build/better_sqlite3.node')).fix,
  ).toBe("cd '/opt/claw' && npm rebuild better-sqlite3")
})

test('a bug stays what it is', () => {
  const bug = new TypeError('x is undefined')
  expect(toStoreError(bug, '/p')).toBe(bug)
})
