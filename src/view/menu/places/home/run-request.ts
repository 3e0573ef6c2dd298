/** A run as it is asked for at home or in the dashboard: what the options of `claw run` say. Empty texts, empty lists and null: as configured. */
export interface RunRequest {
  readonly task: string
  readonly session_id: string
  /** A JSON object, or the path of a file that holds one. */
  readonly context: string
  readonly agent_id: string
  readonly plan_only: boolean
  readonly approve_plan: boolean
  readonly max_tokens: number | null
  readonly max_cost_usd: number | null
  readonly timeout_s: number | null
  readonly organize: { readonly folder: string; readonly recursive: boolean; readonly dryRun: boolean } | null
  readonly tags: readonly string[]
  /** What agents may use at most; empty: what each may. */
  readonly tools: readonly string[]
  readonly temperature: number | null
  /** Names of flags without the hyphens, and their values. */
  readonly flags: Readonly<Record<string, string>>
}
