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

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
