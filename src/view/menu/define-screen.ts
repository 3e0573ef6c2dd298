import type { Destination, PlaceName } from './destination.ts'
import type { KeyRow } from './key-row.ts'
import type { PlaceIo } from './place-io.ts'
import type { OpenScreen, OpenStep, ScreenContext, ScreenMessage, Step, Typing } from './screen.ts'
import type { ScreenView } from './screen-view.ts'

/** A screen as its place defines it: pure functions over a state of its own. */
export interface ScreenSpec<Place extends PlaceName, State> {
  readonly place: Place
  /** One word for the header and the command line (`:runs`). */
  readonly title: string
  /** Every key in every mode; the keys that hold everywhere (global-keys.ts) are not repeated. */
  readonly keys: readonly KeyRow[]
  open(destination: Extract<Destination, { to: Place }>, context: ScreenContext): Step<State, PlaceIo[Place]['effect']>
  reduce(state: State, message: ScreenMessage<PlaceIo[Place]['data']>, context: ScreenContext): Step<State, PlaceIo[Place]['effect']>
  view(state: State, context: ScreenContext): ScreenView
  /** Which rows of `keys` hold now; absent: those without a mode. */
  mode?(state: State): string | undefined
  typing?(state: State): Typing
  /** Why an action can't be done now; empty: it can. */
  refused?(state: State, action: string): string
}

export interface ScreenDefinition {
  readonly place: PlaceName
  readonly title: string
  readonly keys: readonly KeyRow[]
  open(destination: Destination, context: ScreenContext): OpenStep
}

/** The screen as the stack holds it, which knows nothing of its state. */
export function defineScreen<Place extends PlaceName, State>(spec: ScreenSpec<Place, State>): ScreenDefinition {
  return {
    place: spec.place,
    title: spec.title,
    keys: spec.keys,
    open: (destination, context) => opened(spec, destination, spec.open(destination as Extract<Destination, { to: Place }>, context)),
  }
}

function opened<Place extends PlaceName, State>(
  spec: ScreenSpec<Place, State>,
  destination: Destination,
  { state, ...rest }: Step<State, unknown>,
): OpenStep {
  const screen: OpenScreen = {
    destination,
    view: (context) => spec.view(state, context),
    on: (message, context) => opened(spec, destination, spec.reduce(state, message as ScreenMessage<PlaceIo[Place]['data']>, context)),
    keys: () =>
      spec.keys
        .filter(({ mode }) => mode === spec.mode?.(state))
        .map((row) => ({ ...row, refused: spec.refused?.(state, row.action) ?? '' })),
    typing: () => spec.typing?.(state) ?? false,
  }
  return { ...rest, state: screen }
}
