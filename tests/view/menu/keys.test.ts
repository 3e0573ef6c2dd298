import { expect, test } from 'vitest'
import { COMMAND_KEYS, GLOBAL_KEYS, HELP_KEYS } from '../../../src/view/menu/global-keys.ts'
import type { KeyRow } from '../../../src/view/menu/key-row.ts'
import { PLACES } from '../../../src/view/menu/places.ts'

const tables: readonly (readonly [string, readonly KeyRow[]])[] = [
  ['everywhere', GLOBAL_KEYS],
  ['help', HELP_KEYS],
  ['command line', COMMAND_KEYS],
  ...Object.values(PLACES).map(({ place, keys }) => [place, keys] as const),
]

test.each(tables)('%s: a key means one thing in a mode, and every key is explained', (_, keys) => {
  for (const mode of new Set(keys.map((row) => row.mode))) {
    const names = keys.filter((row) => row.mode === mode).flatMap((row) => row.keys)
    expect(new Set(names).size, `${mode ?? 'usual'}: ${names.join(' ')}`).toBe(names.length)
  }
  for (const { help, label, keys: names } of keys) {
    expect(help).toMatch(/^[A-Z`@].*\.$/)
    expect(label.length).toBeLessThanOrEqual(16)
    expect(names.length).toBeGreaterThan(0)
  }
})

test('a place that takes Ctrl-C or q for itself says how it is left', () => {
  for (const { keys } of Object.values(PLACES))
    for (const mode of new Set(keys.map((row) => row.mode))) {
      const names = keys.filter((row) => row.mode === mode).flatMap((row) => row.keys)
      if (names.includes('q') || names.includes('ctrl+c')) expect(names).toContain('escape')
    }
})
