import type { DoctorCheck } from '../../../rows.ts'

/** What the menu itself can carry out of the ways out that a check names. */
export type DoctorCure = 'init' | 'rewrite-entrypoints'

export type DoctorEffect = { readonly do: 'check' } | { readonly do: 'cure'; readonly cure: DoctorCure }

export type DoctorData =
  | { readonly type: 'checked'; readonly check: DoctorCheck }
  | { readonly type: 'done' }
  /** Something was mended: the checks are run again. */
  | { readonly type: 'cured' }
