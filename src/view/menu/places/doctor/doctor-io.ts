import type { DoctorCheck } from '../../../rows.ts'

export type DoctorEffect = { readonly do: 'check' }
export type DoctorData = { readonly type: 'checked'; readonly check: DoctorCheck } | { readonly type: 'done' }
