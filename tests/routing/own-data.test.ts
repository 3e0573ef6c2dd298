import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDataSet } from '../bench/routing/read-data-set.ts'

const DATA = join(import.meta.dirname, '../fixtures/routing')
const KINDS = { plain: true, oblique: true, long: true, 'near-miss': false, unrelated: false }

const SETS = readdirSync(DATA, { withFileTypes: true }).filter((entry) => entry.isDirectory())

describe.each(SETS.map(({ name }) => name))('own routing data: %s', (name) => {
  const folder = join(DATA, name)
  const { agents, tasks } = readDataSet(folder)
  const examples = agents.flatMap((agent) => agent.examples)

  it('gives every agent ten examples, none twice, and a slug', () => {
    expect(agents.filter(({ examples }) => examples.length !== 10)).toEqual([])
    expect(twice(examples)).toEqual([])
    expect(agents.filter(({ id }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([])
  })

  it('asks nothing twice and nothing that is an example', () => {
    expect(twice([...examples, ...tasks.map(({ task }) => task)])).toEqual([])
  })

  it('asks every agent for something, in both halves over all of them', () => {
    const asked = new Set(tasks.map(({ agent }) => agent))
    expect(agents.filter(({ id }) => !asked.has(id))).toEqual([])
    for (const half of [0, 1]) expect(tasks.filter(({ agent }, at) => agent === null && at % 2 === half).length).toBeGreaterThan(50)
  })

  it('names the kind of every task', () => {
    const lines = readFileSync(join(folder, 'tasks.jsonl'), 'utf8').trim().split('\n')
    const wrong = lines.filter((line) => {
      const { agent, kind } = JSON.parse(line) as { agent: string | null; kind: keyof typeof KINDS }
      return KINDS[kind] !== (agent !== null)
    })
    expect(wrong).toEqual([])
  })
})

function twice(texts: readonly string[]): string[] {
  const plain = texts.map((text) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  )
  return plain.filter((text, at) => plain.indexOf(text) !== at)
}
