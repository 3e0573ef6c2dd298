import type { PlaceNav } from './define-place.ts'
import { PLACES } from './places.ts'

/** A place that can be gone to without knowing anything else. */
export type NavPlace = Extract<(typeof PLACES)[number], object> & { readonly nav: PlaceNav }

export const NAV_PLACES: readonly NavPlace[] = PLACES.filter((place): place is NavPlace => place.nav !== undefined)
