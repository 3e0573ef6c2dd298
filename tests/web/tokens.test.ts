import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const CSS = readFileSync(join(import.meta.dirname, '../../web/client/styles/tokens.css'), 'utf8')
const COLOURS = new Map(
  [...CSS.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light, dark },
  ]),
)
const GROUNDS = ['sunken', 'bg', 'surface', 'raised', 'hover', 'selected', 'muted-soft']
const MEANINGS = ['accent', 'ok', 'warn', 'bad', 'run']

const words = ['fg', 'muted', ...MEANINGS, 'code-key', 'code-string', 'code-number', 'code-keyword', 'code-comment']
const pairs: readonly (readonly [string, string, number])[] = [
  ...words.flatMap((word) => GROUNDS.map((ground) => [word, ground, 4.5] as const)),
  ...MEANINGS.flatMap((one) => [
    [one, `${one}-soft`, 4.5] as const,
    ['fg', `${one}-soft`, 4.5] as const,
    ['muted', `${one}-soft`, 4.5] as const,
    [`${one}-solid`, 'surface', 3] as const,
  ]),
  ['on-accent', 'accent-solid', 4.5],
  ['on-bad', 'bad-solid', 4.5],
  ...['bg', 'surface', 'raised'].map((ground) => ['line-control', ground, 3] as const),
  ...[1, 2, 3, 4, 5, 6].map((n) => [`series-${n}`, 'surface', 3] as const),
]

test.each(['light', 'dark'] as const)('in the %s theme every word can be read and every control seen on every ground', (theme) => {
  const poor = pairs.filter(([fore, back, least]) => contrast(colour(fore, theme), colour(back, theme)) < least)
  expect(poor.map(([fore, back]) => `${fore} on ${back}: ${contrast(colour(fore, theme), colour(back, theme)).toFixed(2)}`)).toEqual([])
})

function colour(name: string, theme: 'light' | 'dark'): string {
  const found = COLOURS.get(name)
  if (found === undefined) throw new Error(`no colour --${name}`)
  return found[theme]
}

// WCAG 2.2, relative luminance.
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one)
  return (high + 0.05) / (low + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
