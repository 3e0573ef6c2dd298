import { createRootRoute } from '@tanstack/react-router'

/** What every place stands in. Its component is given in router.ts: the shell knows the places, and these know their root. */
export const rootRoute = createRootRoute()
