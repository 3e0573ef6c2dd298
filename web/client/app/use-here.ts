import { useRouterState } from '@tanstack/react-router'
import { PLACES } from './places.ts'

/** The place that is shown; undefined at an address that leads nowhere. */
export function useHere(): (typeof PLACES)[number] | undefined {
  const path = useRouterState({ select: ({ matches }) => matches.at(-1)?.fullPath })
  return PLACES.find((place) => place.path === path)
}
