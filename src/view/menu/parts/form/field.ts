/** A question of a form. `name` is the key of its value. */
export type Field = FieldBase & FieldKind

export interface FieldBase {
  readonly name: string
  readonly label: string
  /** A sentence, shown while the field has the focus. */
  readonly help?: string
  readonly required?: boolean
  /** Whether it is asked at all, as the other values stand. */
  readonly when?: (values: FormValues) => boolean
}

export type FieldKind =
  /** `newlines`: it may have several lines all the same, by alt+enter or a paste. */
  | { readonly kind: 'line'; readonly value?: string; readonly placeholder?: string; readonly newlines?: boolean }
  /** Several lines: enter makes a new one. */
  | { readonly kind: 'text'; readonly value?: string; readonly placeholder?: string }
  /** Never shown, and in no event: whoever takes the values must keep it so. */
  | { readonly kind: 'secret' }
  | { readonly kind: 'number'; readonly value?: number; readonly min?: number; readonly max?: number; readonly whole?: boolean }
  | { readonly kind: 'choice'; readonly value?: string; readonly options: readonly FieldOption[] }
  | { readonly kind: 'several'; readonly value?: readonly string[]; readonly options: readonly FieldOption[] }
  | { readonly kind: 'yes-no'; readonly value?: boolean }
  | { readonly kind: 'path'; readonly value?: string; readonly placeholder?: string }
  /** JSON as it is written. */
  | { readonly kind: 'json'; readonly value?: string }

export interface FieldOption {
  readonly value: string
  readonly label?: string
}

/** Of line, text, secret, choice, path and json a text; of number a number, or null when it is empty or none; of several the chosen values. */
export type FieldValue = string | number | boolean | null | readonly string[]
export type FormValues = Readonly<Record<string, FieldValue>>
