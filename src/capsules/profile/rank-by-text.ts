export interface Ranked<T> {
  readonly item: T
  readonly cosine: number
}

/** The items by how near their text is to the task, nearest first. */
export async function rankByText<T>(
  task: string,
  items: readonly T[],
  textOf: (item: T) => string,
  embed: (texts: readonly string[]) => Promise<Float32Array[]>,
): Promise<Ranked<T>[]> {
  const [query = new Float32Array(), ...vectors] = await embed([task, ...items.map(textOf)])
  return items.map((item, i) => ({ item, cosine: dot(query, vectors[i]) })).sort((a, b) => b.cosine - a.cosine)
}

function dot(a: Float32Array, b: Float32Array | undefined): number {
  return a.reduce((sum, value, i) => sum + value * (b?.[i] ?? 0), 0)
}
