import { useReactFlow } from '@xyflow/react'
import { type PointerEvent, useEffect, useRef } from 'react'

export const FIT = { padding: 0.04, minZoom: 0.1, maxZoom: 1 } as const

/** Keeps all of a graph in its frame while it grows and the frame changes, and never again once somebody has moved it; the button that fits gives it back. */
export function useFit(form: string, size: string) {
  const { fitView } = useReactFlow()
  const moved = useRef(false)
  useEffect(() => {
    if (form === '' || size === '0 0' || moved.current) return
    const timer = setTimeout(() => void fitView(FIT), 30)
    return () => clearTimeout(timer)
  }, [form, size, fitView])
  const take = (isTaken: boolean) => () => {
    moved.current = isTaken
  }
  return {
    onZoom: take(true),
    onFit: take(false),
    // Without an event the graph is moved by itself.
    onMoveStart: (event: MouseEvent | TouchEvent | null) => {
      if (event !== null) moved.current = true
    },
    // The small map moves it without one.
    onPointerDown: ({ target }: PointerEvent) => {
      if (target instanceof Element && target.closest('.react-flow__minimap') !== null) moved.current = true
    },
  }
}
