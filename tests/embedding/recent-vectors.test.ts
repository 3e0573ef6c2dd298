import { expect, it } from 'vitest'
import { recentVectors } from '../../src/embedding/recent-vectors.ts'

function setUp() {
  const asked: (readonly string[])[] = []
  const embed = recentVectors(async (texts) => {
    asked.push(texts)
    return texts.map((text) => Float32Array.of(text.length, text.charCodeAt(0)))
  })
  return { asked, embed }
}

it('asks for each text once, and gives every text its own vector in its place', async () => {
  const { asked, embed } = setUp()
  await embed(['a', 'bb'])
  expect(await embed(['ccc', 'bb', 'ccc', 'a'])).toEqual(
    [
      [3, 99],
      [2, 98],
      [3, 99],
      [1, 97],
    ].map((vector) => Float32Array.from(vector)),
  )
  expect(await embed(['a'])).toHaveLength(1)
  expect(await embed([])).toEqual([])
  expect(asked).toEqual([['a', 'bb'], ['ccc']])
})

it('forgets the oldest and keeps nothing long, also in one large call', async () => {
  const { asked, embed } = setUp()
  const many = Array.from({ length: 600 }, (_, i) => `text ${i}`)
  expect(await embed(many)).toHaveLength(600)
  await embed(['text 599', 'text 1', 'x'.repeat(5000)])
  await embed(['x'.repeat(5000)])
  expect(asked.slice(1).map((texts) => texts.map((text) => text.slice(0, 6)))).toEqual([['text 1', 'xxxxxx'], ['xxxxxx']])
})

it('remembers no failure', async () => {
  let fails = true
  const embed = recentVectors(async (texts) => {
    if (fails) throw new Error('down')
    return texts.map(() => Float32Array.of(1))
  })
  await expect(embed(['a'])).rejects.toThrow('down')
  fails = false
  expect(await embed(['a'])).toEqual([Float32Array.of(1)])
})
