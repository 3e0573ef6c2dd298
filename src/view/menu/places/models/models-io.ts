import type { LocalServerRow, ModelRow, ModelTrial } from '../../../model-rows.ts'

export type ModelsEffect =
  | { readonly do: 'load' }
  | { readonly do: 'use'; readonly model: string }
  | { readonly do: 'try'; readonly model: string }

export type ModelsData =
  | {
      readonly type: 'models'
      readonly provider: string
      readonly rows: readonly ModelRow[]
      readonly servers: readonly LocalServerRow[]
      /** Why there is no list; empty: there is one. */
      readonly problem: string
      /** The engine in use and every place that had a say in it. */
      readonly why: readonly string[]
    }
  | { readonly type: 'tried'; readonly model: string; readonly trials: readonly ModelTrial[] }
  | { readonly type: 'failed' }
