import type { Destination } from './destination.ts'
import type { Key } from './key.ts'
import type { LiveKey } from './key-row.ts'
import type { ScreenView, Shown } from './screen-view.ts'

/** What every screen may know of its surroundings. */
export interface ScreenContext {
  readonly columns: number
  readonly rows: number
  /** Milliseconds since 1970. */
  readonly now: number
}

export type ScreenMessage<Data> =
  /** A key of its table. */
  | { readonly type: 'action'; readonly action: string }
  /** A key that is in no table: comes only while a text is typed. */
  | { readonly type: 'key'; readonly key: Key }
  | { readonly type: 'paste'; readonly text: string }
  /** What the last frame really showed of the named blocks; comes when that has changed. */
  | { readonly type: 'shown'; readonly shown: Shown }
  /** Once a second. */
  | { readonly type: 'tick' }
  /** What lay above it was closed, or the terminal is back: it may want to look again. */
  | { readonly type: 'uncovered' }
  /** What its performer has found. */
  | { readonly type: 'data'; readonly data: Data }

/** What a screen says to a message. */
export interface Step<State, Effect> {
  readonly state: State
  /** What is to be done in the world, in order. */
  readonly effects?: readonly Effect[]
  readonly go?: Go
  /** A line above the footer until the next key. */
  readonly say?: Notice
}

export type Go = { readonly type: 'back' } | { readonly type: 'open'; readonly destination: Destination } | { readonly type: 'quit' }

export interface Notice {
  readonly text: string
  readonly as: 'good' | 'warn' | 'bad'
}

/** A screen that stands in the stack. Unchangeable: each message gives the next one. */
export interface OpenScreen {
  readonly destination: Destination
  view(context: ScreenContext): ScreenView
  on(message: ScreenMessage<unknown>, context: ScreenContext): OpenStep
  /** The keys that it answers now. */
  keys(): readonly LiveKey[]
  typing(): Typing
}

/** Whether characters go into a text: then only keys that print nothing are looked up in the table. `empty`: nothing is written yet, and `?` and `:` keep their meaning. */
export type Typing = boolean | 'empty'

export interface OpenStep extends Step<OpenScreen, unknown> {}
