import type { ModelTest } from '../../../model-rows.ts'

/** Somebody who could answer: a provider, a server of this machine, or nobody. */
export interface SetupPlace {
  readonly provider: string
  /** Of a server that was found; undefined: it is asked for. */
  readonly baseUrl: string | null | undefined
  readonly label: string
  /** What speaks for it. */
  readonly note: string
  /** The address in use; empty: the provider's own servers. */
  readonly address: string
  /** null: it takes no key. */
  readonly key: { readonly name: string; readonly present: string; readonly page: string } | null
}

export interface SetupWish {
  readonly provider: string
  /** Empty: not chosen yet. */
  readonly model: string
  /** undefined: as it is; null: the provider's own servers. */
  readonly baseUrl: string | null | undefined
  /** undefined: the one that is there. */
  readonly newKey: string | undefined
}

export type SetupEffect =
  | { readonly do: 'load' }
  | { readonly do: 'list'; readonly wish: SetupWish }
  | { readonly do: 'try'; readonly wish: SetupWish }
  /** null: no language model. */
  | { readonly do: 'save'; readonly wish: SetupWish | null }

export type SetupData =
  | { readonly type: 'places'; readonly places: readonly SetupPlace[]; readonly present: string }
  | { readonly type: 'refused'; readonly field: 'address' | 'key' | 'model'; readonly problem: string }
  | { readonly type: 'listed'; readonly models: readonly string[]; readonly detail: string; readonly offered: string }
  | { readonly type: 'tried'; readonly test: ModelTest }
  /** What counts from now on, in lines. */
  | { readonly type: 'saved'; readonly lines: readonly string[] }
  /** Why has been said. */
  | { readonly type: 'failed' }
