/** What is wrong with an agent (`problem`), or would serve it better (`warning`). */
export interface LintFinding {
  readonly level: 'problem' | 'warning'
  /** Stable name of the rule. */
  readonly rule: string
  readonly file: 'manifest.json' | 'skill.md' | null
  /** From 1; null where no line is to blame. */
  readonly line: number | null
  readonly message: string
}
