import type { Recipe, SlotType } from './recipe.ts'

/** The part of an embedder that the planner needs: vectors of length 1, or zero. */
export interface TextEmbedder {
  embed(texts: readonly string[]): Promise<Float32Array[]>
}

export interface ExampleIndex {
  /** Cosine of the text to the nearest example of each recipe. */
  similarity(text: string, recipes: readonly Recipe[]): Promise<Map<Recipe, number>>
  /** Examples of the nearest recipes, as a person would type them. */
  nearestExamples(text: string, count: number): Promise<string[]>
}

const SAMPLES: Readonly<Record<SlotType, string>> = {
  age: 'in the last 7 days',
  author: 'by Ann',
  choice: '',
  column: 'amount',
  columns: 'name and amount',
  command: '`npm --version`',
  exclude: 'except tests',
  file: 'README.md',
  file_type: 'TypeScript files',
  filters: 'where amount > 100',
  folder: 'src',
  number: '5',
  range: 'lines 10 to 20',
  reference: 'it',
  regex: '/TODO.*/',
  size: 'larger than 1 MB',
  sql: '"SELECT count(*) FROM users"',
  table: 'users',
  text: '"needle"',
  url: 'https://example.com',
}

export function sampleOf(recipe: Recipe, example: string): string {
  return example.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const slot = recipe.slots[name]
    return slot?.sample ?? (slot?.type === 'choice' ? (Object.values(slot.choices ?? {})[0]?.[0] ?? '') : slot ? SAMPLES[slot.type] : name)
  })
}

/** Embeds examples only when they are asked for: a task that the words decide costs nothing here. */
export function createExampleIndex(recipes: readonly Recipe[], embedder: TextEmbedder): ExampleIndex {
  const vectors = new Map<Recipe, Promise<Float32Array[]>>()

  function examplesOf(recipe: Recipe): Promise<Float32Array[]> {
    const known =
      vectors.get(recipe) ?? embedder.embed([recipe.description, ...recipe.examples.map((example) => sampleOf(recipe, example))])
    vectors.set(recipe, known)
    return known
  }

  async function similarity(text: string, among: readonly Recipe[]): Promise<Map<Recipe, number>> {
    const [query] = await embedder.embed([text])
    const scored = await Promise.all(among.map(async (recipe) => [recipe, best(query, await examplesOf(recipe))] as const))
    return new Map(scored)
  }

  async function nearestExamples(text: string, count: number): Promise<string[]> {
    const [query] = await embedder.embed([text])
    const scored = await Promise.all(
      recipes.map(async (recipe) => ({ recipe, scores: (await examplesOf(recipe)).slice(1).map((vector) => cosine(query, vector)) })),
    )
    return scored
      .toSorted((a, b) => Math.max(...b.scores) - Math.max(...a.scores))
      .slice(0, count)
      .map(({ recipe, scores }) => sampleOf(recipe, recipe.examples[scores.indexOf(Math.max(...scores))] ?? recipe.examples[0] ?? ''))
  }

  return { similarity, nearestExamples }
}

function best(query: Float32Array | undefined, vectors: readonly Float32Array[]): number {
  return Math.max(0, ...vectors.map((vector) => cosine(query, vector)))
}

function cosine(a: Float32Array | undefined, b: Float32Array): number {
  return a ? a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0) : 0
}
