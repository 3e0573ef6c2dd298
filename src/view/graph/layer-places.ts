import type { RunGraph } from './run-graph.ts'

interface Area {
  /** Layers stand from left to right, or from top to bottom. */
  readonly direction: 'LR' | 'TB'
  readonly node: { readonly width: number; readonly height: number }
  readonly gap: { readonly node: number; readonly layer: number }
  /** The shape that it has to fit into. */
  readonly within: { readonly width: number; readonly height: number }
}

interface Place {
  readonly x: number
  readonly y: number
}

/**
 * Places for many nodes: those that wait for nothing first, each after all that it waits for, near to what it hangs together with. A layer of many
 * is folded into a block, so that the whole has about the shape of its frame. Takes time in the number of nodes and edges.
 */
export function layerPlaces(graph: RunGraph, area: Area): ReadonlyMap<string, Place> {
  const layers = ordered(layersOf(graph), graph)
  const across = bestFold(layers, area)
  const { step, layerGap, lineStep } = stepsOf(area)
  const places = new Map<string, Place>()
  let along = 0
  for (const layer of layers) {
    const lines = Math.ceil(layer.length / across)
    layer.forEach((id, index) => {
      const line = Math.floor(index / across)
      const inLine = line < lines - 1 ? across : layer.length - line * across
      const beside = (index % across) * step + ((Math.min(across, longest(layers)) - inLine) * step) / 2
      const forth = along + line * lineStep
      places.set(id, area.direction === 'LR' ? { x: forth, y: beside } : { x: beside, y: forth })
    })
    along += lines * lineStep + layerGap
  }
  return places
}

function layersOf({ nodes, edges }: RunGraph): string[][] {
  const rank = new Map(nodes.map(({ id }) => [id, 0]))
  const open = new Map(nodes.map(({ id }) => [id, 0]))
  for (const { to } of edges) open.set(to, (open.get(to) ?? 0) + 1)
  const next = group(edges, ({ from }) => from)
  const ready = nodes.map(({ id }) => id).filter((id) => open.get(id) === 0)
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    for (const { to } of next.get(id) ?? []) {
      rank.set(to, Math.max(rank.get(to) ?? 0, (rank.get(id) ?? 0) + 1))
      open.set(to, (open.get(to) ?? 0) - 1)
      if (open.get(to) === 0) ready.push(to)
    }
  }
  const layers = group(nodes, ({ id }) => rank.get(id) ?? 0)
  return [...layers.keys()].sort((a, b) => a - b).map((key) => (layers.get(key) ?? []).map(({ id }) => id))
}

const SWEEPS = 4

/** Each beside the middle of those that it hangs together with, once from each side in turn. */
function ordered(layers: readonly string[][], { edges }: RunGraph): string[][] {
  const [before, after] = [group(edges, ({ to }) => to), group(edges, ({ from }) => from)]
  const now = layers.map((layer) => [...layer])
  const place = new Map(now.flatMap((layer) => layer.map((id, index) => [id, (index + 0.5) / layer.length] as const)))
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const forth = sweep % 2 === 0
    const near = (id: string): readonly string[] =>
      (forth ? before.get(id)?.map(({ from }) => from) : after.get(id)?.map(({ to }) => to)) ?? []
    for (const layer of forth ? now : [...now].reverse()) {
      const wanted = new Map(layer.map((id) => [id, mean(near(id).map((one) => place.get(one) ?? 0.5)) ?? place.get(id) ?? 0.5]))
      layer.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0))
      for (const [index, id] of layer.entries()) place.set(id, (index + 0.5) / layer.length)
    }
  }
  return now
}

/** How many stand beside each other so that the whole is seen as large as it can be. */
function bestFold(layers: readonly string[][], area: Area): number {
  const { step, layerGap, lineStep } = stepsOf(area)
  const { width, height } = area.within
  const [wantedAlong, wantedBeside] = area.direction === 'LR' ? [width, height] : [height, width]
  const scale = (across: number): number => {
    const along = layers.reduce((sum, layer) => sum + Math.ceil(layer.length / across) * lineStep + layerGap, 0)
    return Math.min(wantedAlong / along, wantedBeside / (across * step))
  }
  const folds = Array.from({ length: longest(layers) }, (_, index) => index + 1)
  return folds.reduce((best, across) => (scale(across) > scale(best) ? across : best), 1)
}

function stepsOf({ direction, node, gap }: Area): { readonly step: number; readonly lineStep: number; readonly layerGap: number } {
  const [beside, along] = direction === 'LR' ? [node.height, node.width] : [node.width, node.height]
  return { step: beside + gap.node, lineStep: along + gap.node, layerGap: gap.layer }
}

function longest(layers: readonly string[][]): number {
  return layers.reduce((most, layer) => Math.max(most, layer.length), 1)
}

function mean(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}

function group<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const known = groups.get(keyOf(item))
    if (known === undefined) groups.set(keyOf(item), [item])
    else known.push(item)
  }
  return groups
}
