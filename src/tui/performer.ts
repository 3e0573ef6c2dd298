import type { PlaceName } from '../view/menu/destination.ts'
import type { PlaceIo } from '../view/menu/place-io.ts'
import type { Desk } from './desk.ts'

/** Carries out what a screen asks for. What it throws is shown with its fix. */
export type Performer<Place extends PlaceName> = (effect: PlaceIo[Place]['effect'], desk: Desk<PlaceIo[Place]['data']>) => Promise<void>
