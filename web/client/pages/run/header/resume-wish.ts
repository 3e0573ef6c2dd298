/** With what a run goes on. */
export interface ResumeWish {
  readonly in_doubt?: 'done' | 'retry' | 'abandon'
  readonly max_tokens?: number | null
  readonly max_cost_usd?: number | null
  readonly timeout_ms?: number
}
