import type { Key } from './key.ts'
import type { Notice, OpenScreen } from './screen.ts'
import type { Shown } from './screen-view.ts'

/** The whole menu: the screens that lie on one another, and what surrounds them. */
export interface MenuState {
  /** The last one is seen; the first one stays. */
  readonly stack: readonly StackEntry[]
  readonly overlay: Overlay | null
  readonly notice: Notice | null
  readonly facts: HeaderFacts
  readonly columns: number
  readonly rows: number
  readonly now: number
  /** Of the last frame. */
  readonly shown: Shown
}

export interface StackEntry {
  /** A screen's own number for its whole life: what its performer finds is addressed to it. */
  readonly id: number
  readonly screen: OpenScreen
}

export type Overlay =
  | { readonly type: 'help'; readonly top: number }
  | { readonly type: 'command'; readonly text: string; readonly problem: string }

/** What stands in the first line of every screen. */
export interface HeaderFacts {
  readonly engine: string
  /** Null: not known yet. */
  readonly running: number | null
  readonly waiting: number | null
}

export type MenuMessage =
  | { readonly type: 'key'; readonly key: Key }
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: 'resized'; readonly columns: number; readonly rows: number }
  | { readonly type: 'tick'; readonly now: number }
  | { readonly type: 'shown'; readonly shown: Shown }
  | { readonly type: 'facts'; readonly facts: HeaderFacts }
  | { readonly type: 'data'; readonly screen: number; readonly data: unknown }
  | { readonly type: 'notice'; readonly notice: Notice }
  /** The terminal is back: after an editor, or from the background. */
  | { readonly type: 'back' }

export interface MenuStep {
  readonly state: MenuState
  readonly effects: readonly MenuEffect[]
  /** Screens that were left: what is still done for them stops. */
  readonly closed: readonly number[]
  /** What the terminal is to do. */
  readonly terminal: 'quit' | 'suspend' | 'redraw' | null
}

export interface MenuEffect {
  readonly screen: number
  readonly place: OpenScreen['destination']['to']
  readonly effect: unknown
}
