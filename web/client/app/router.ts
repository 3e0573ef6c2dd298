import { createRouter } from '@tanstack/react-router'
import { NoSuchPlace } from './failures/no-such-place.tsx'
import { PageFailure } from './failures/page-failure.tsx'
import { PagePending } from './failures/page-pending.tsx'
import { PLACES } from './places.ts'
import { rootRoute } from './root-route.ts'
import { parseSearch, stringifySearch } from './search-text.ts'
import { Shell } from './shell/shell.tsx'

rootRoute.update({ component: Shell })

export const router = createRouter({
  routeTree: rootRoute.addChildren(PLACES.map(({ route }) => route)),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  // Data is kept by TanStack Query: the router asks its pages for code alone.
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 200,
  scrollRestoration: true,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: NoSuchPlace,
  defaultPendingComponent: PagePending,
})

/** Sends for the code and the content of the place at the address, before anything is drawn. */
export function sendForPlace(): void {
  const [, params, found] = router.getMatchedRoutes(location.pathname)
  const place = PLACES.find(({ route }) => route === found)
  if (place === undefined) return
  // What does not come is said where the page would stand.
  router.loadRouteChunk(place.route)?.catch(() => undefined)
  place.prepare?.(params)
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
