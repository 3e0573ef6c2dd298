import type { ModelTest } from '../../../model-rows.ts'
import type { FormState } from '../../parts/form/form-state.ts'
import { EMPTY_LIST, type ListState } from '../../parts/list.ts'
import type { Step } from '../../screen.ts'
import type { SetupEffect, SetupPlace, SetupWish } from './setup-io.ts'

export interface SetupState {
  /** null: not known yet. */
  readonly places: readonly SetupPlace[] | null
  readonly step: SetupStep
}

/** The questions in their order; each one keeps what the next one rests on. */
export type SetupStep =
  | { readonly is: 'provider'; readonly list: ListState }
  | { readonly is: 'access'; readonly place: SetupPlace; readonly form: FormState; readonly busy: boolean }
  | {
      readonly is: 'model'
      readonly place: SetupPlace
      readonly wish: SetupWish
      readonly models: readonly string[]
      readonly list: ListState
    }
  /** The name of a model that is in no list. */
  | { readonly is: 'naming'; readonly back: ModelStep; readonly form: FormState; readonly detail: string }
  | { readonly is: 'testing'; readonly back: ModelStep; readonly wish: SetupWish }
  | { readonly is: 'failed'; readonly back: ModelStep; readonly wish: SetupWish; readonly test: ModelTest }
  | { readonly is: 'saving' }
  | { readonly is: 'saved'; readonly lines: readonly string[] }

export type SetupMove = Step<SetupState, SetupEffect>

export type ModelStep = Extract<SetupStep, { is: 'model' }>

export const FIRST_STEP: SetupStep = { is: 'provider', list: EMPTY_LIST }
