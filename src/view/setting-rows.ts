/** One setting as every face shows it; a secret is never in it. */
export interface SettingRow {
  readonly name: string
  readonly group: string
  readonly description: string
  readonly type: SettingTypeRow
  /** What it takes, in words. */
  readonly takes: string
  /** As it would be typed; empty: unset. */
  readonly default: string
  /** As it would be typed; null: unset. */
  readonly value: string | null
  readonly origin: string
  /** `environment`, `command line` or the path of the file; empty for a default. */
  readonly where: string
  /** Whether it stands in the user's config.json, in use or not. */
  readonly saved: boolean
  /** How what comes before config.json is taken away; empty when nothing does. */
  readonly wayOut: string
  /** What was ignored or has no effect. */
  readonly notes: readonly string[]
}

export type SettingTypeRow =
  | { readonly kind: 'boolean' | 'text' | 'list' | 'path' | 'url' | 'secret' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly integer: boolean }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
