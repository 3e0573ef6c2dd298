import { createRoute, lazyRouteComponent, type SearchSchemaInput, stripSearchParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type * as z from 'zod/mini'
import type { FrameIconName } from './frame-icon-paths.ts'
import { rootRoute } from './root-route.ts'

/** Where a place stands in the navigation, from top to bottom. */
export const NAV_GROUPS = ['work', 'abilities', 'record', 'claw'] as const

export interface PlaceOptions<Path extends string, Search extends z.ZodMiniObject> {
  /** As in TanStack Router: `/runs/$run_id`. Its parameters and its search are typed by it and by `search`. */
  readonly path: Path
  /** The name in the navigation, the palette and the title of the window. */
  readonly title: string
  /** All that may stand behind the `?`, each a text with a default or optional: `z.strictObject({ q: z.optional(z.string()) })`. */
  readonly search: Search
  /** `() => import('../pages/runs/runs-page.tsx')`: a chunk of its own, which exports one component named `...Page`. */
  page(): Promise<object>
  /** Asks for what the page will show, while its code is on its way. */
  readonly prepare?: (params: Readonly<Record<string, string>>) => void
  /** Places without it are reached from others: one run, one agent. */
  readonly nav?: PlaceNav
}

export interface PlaceNav {
  readonly icon: FrameIconName
  readonly group: (typeof NAV_GROUPS)[number]
  /** `g`, then this letter, goes there. */
  readonly key: string
  /** Further words that the palette finds it by. */
  readonly words?: string
  /** What is counted beside its name. */
  readonly count?: 'approvals_pending' | 'running'
}

/** A place of the dashboard: an address, a page, and where it is found. */
export function definePlace<const Path extends string, Search extends z.ZodMiniObject>(options: PlaceOptions<Path, Search>) {
  const { path, title, search, page, prepare, nav } = options
  const validateSearch = (given: z.input<Search> & SearchSchemaInput): z.output<Search> => search.parse(given)
  const route = createRoute({
    getParentRoute: () => rootRoute,
    path,
    validateSearch,
    params: { stringify: wellFormed },
    // What is the default anyway is not in the address.
    search: { middlewares: [stripSearchParams(defaultsOf(search) as never)] },
    // Not for a link that somebody only points at.
    loader: ({ params, preload }) => (preload ? undefined : prepare?.(params)),
    component: lazyRouteComponent(() => page().then(pageOf, noCode), 'Page'),
  })
  return { path, title, nav, route, prepare }
}

const HALF = /\p{Surrogate}/gu

// What an agent is called in a run may hold half a character, of which no address can be made.
function wellFormed<Params extends object>(params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value.replace(HALF, '\ufffd') : value]),
  ) as Params
}

function defaultsOf(search: z.ZodMiniObject): Record<string, unknown> {
  const empty = search.safeParse({})
  return empty.success ? (empty.data as Record<string, unknown>) : {}
}

// The table names modules alone: with their components in its type, a page that links to places would be part of its own type.
function pageOf(module: object): { readonly Page: ComponentType } {
  const [Page, ...others] = Object.entries(module).flatMap(([name, value]) => (name.endsWith('Page') ? [value as ComponentType] : []))
  if (Page === undefined || others.length > 0) throw new Error(`A page exports one ...Page, not ${Object.keys(module).join(', ')}.`)
  return { Page }
}

// In words of our own: at the browser's the router would reload by itself, and a claw that has ended would leave an empty window.
function noCode(cause: unknown): never {
  throw new Error('The code of this page did not come.', { cause })
}
