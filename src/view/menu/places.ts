import type { ScreenDefinition } from './define-screen.ts'
import type { PlaceName } from './destination.ts'
import { doctorScreen } from './places/doctor/doctor-screen.ts'
import { homeScreen } from './places/home/home-screen.ts'

/** Every screen, in the order of docs/MENU.md. */
export const PLACES: Readonly<Record<PlaceName, ScreenDefinition>> = {
  home: homeScreen,
  doctor: doctorScreen,
}
