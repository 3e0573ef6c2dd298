import type { RunWhy } from './why-rows.ts'

/** What would become of a run if it were started now. */
export interface RunPreview {
  readonly provider: string
  /** Why this provider: a setting, a key, nothing else. */
  readonly provider_reason: string
  readonly model: string | null
  readonly rules_first: string
  readonly policy: string
  /** Why it cannot be started; null: it can. */
  readonly problem: { readonly message: string; readonly fix: string } | null
  /** Who takes it and why; null: nothing is written yet. */
  readonly takes: PreviewTaker | null
  /** Of the model; null: its price is not known, or none is asked. */
  readonly price: PreviewPrice | null
  /** Whether a model would be paid: `no` when rules answer, `maybe` when they answer first. */
  readonly pays: 'no' | 'maybe' | 'yes'
}

export type PreviewTaker =
  | { readonly by: 'agent'; readonly agent_id: string; readonly reason: string }
  | { readonly by: 'organize'; readonly reason: string }
  | ({ readonly by: 'plan' } & RunWhy)

/** US dollars for a million tokens, at most. */
export interface PreviewPrice {
  readonly input: number
  readonly output: number
  readonly source: string
}
