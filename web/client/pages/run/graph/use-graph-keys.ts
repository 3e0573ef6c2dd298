import { useReactFlow } from '@xyflow/react'
import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react'
import { nodeBeside, type Way } from '../../../../../src/view/graph/node-beside.ts'
import { NODE_SIZE, type PlacedNode } from './lay-out-graph.ts'

interface GraphKeysOptions {
  readonly frame: RefObject<HTMLElement | null>
  readonly places: ReadonlyMap<string, PlacedNode>
  readonly chosen: string | undefined
}

const WAYS: Readonly<Record<string, Way>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

/** One stop for Tab; arrows lead to the neighbour, Home and End to the first and last, and what has the focus is in sight. */
export function useGraphKeys({ frame, places, chosen }: GraphKeysOptions) {
  const { getViewport, setCenter } = useReactFlow()
  const [at, setAt] = useState<string>()
  const ids = [...places.keys()]
  const entry = [at, chosen].find((id) => id !== undefined && places.has(id)) ?? ids[0]

  function show(id: string): void {
    const place = places.get(id)
    const box = frame.current
    if (place === undefined || box === null) return
    const { x, y, zoom } = getViewport()
    const [left, top] = [place.x * zoom + x, place.y * zoom + y]
    const seen =
      left >= 0 && top >= 0 && left + NODE_SIZE.width * zoom <= box.clientWidth && top + NODE_SIZE.height * zoom <= box.clientHeight
    if (!seen) void setCenter(place.x + NODE_SIZE.width / 2, place.y + NODE_SIZE.height / 2, { zoom })
  }

  function focus(id: string): void {
    setAt(id)
    show(id)
    // Where only those in sight are in the page, it is there with the next picture.
    requestAnimationFrame(() => nodeButton(frame.current, id)?.focus({ preventScroll: true }))
  }

  return {
    entry,
    onKeyDown: (event: KeyboardEvent): void => {
      const from = nodeOf(event.target)
      if (from === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      const way = WAYS[event.key]
      const to = way === undefined ? { Home: ids[0], End: ids.at(-1) }[event.key] : nodeBeside(places, from, way)
      if (way === undefined && to === undefined) return
      event.preventDefault()
      if (to !== undefined) focus(to)
    },
    onFocus: (event: FocusEvent): void => {
      const id = nodeOf(event.target)
      if (id === undefined) return
      setAt(id)
      show(id)
    },
  }
}

function nodeOf(target: EventTarget): string | undefined {
  return target instanceof HTMLElement && target.tagName === 'BUTTON' ? target.dataset['node'] : undefined
}

function nodeButton(frame: HTMLElement | null, id: string): HTMLElement | undefined {
  const buttons = frame?.querySelectorAll<HTMLElement>('button[data-node]') ?? []
  return [...buttons].find((button) => button.dataset['node'] === id)
}
