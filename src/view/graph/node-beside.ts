interface Place {
  readonly x: number
  readonly y: number
}

export type Way = 'left' | 'right' | 'up' | 'down'

/** What is off the way counts as so much further. */
const OFF = 2

/** The nearest node in a direction; undefined: there is none. */
export function nodeBeside(places: ReadonlyMap<string, Place>, id: string, way: Way): string | undefined {
  const here = places.get(id)
  if (here === undefined) return undefined
  let best: { readonly id: string; readonly far: number } | undefined
  for (const [other, { x, y }] of places) {
    const [ahead, off] = way === 'left' || way === 'right' ? [x - here.x, y - here.y] : [y - here.y, x - here.x]
    const distance = way === 'left' || way === 'up' ? -ahead : ahead
    const far = distance + Math.abs(off) * OFF
    if (distance > 0 && (best === undefined || far < best.far)) best = { id: other, far }
  }
  return best?.id
}
