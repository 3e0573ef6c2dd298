export type Decision = 'allow' | 'ask' | 'deny'

/** One rule that had a say, for whoever asks why. */
export interface PolicyStep {
  readonly rule: string
  /** Where it stands: `preset`, `standing`, `grant` or a file. */
  readonly origin: string
  readonly decision: Decision
  readonly reason: string
}
