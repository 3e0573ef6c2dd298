/** What can be chosen in a Select, Combobox or RadioGroup. */
export interface Option<Value extends string = string> {
  readonly value: Value
  /** What is shown; the value itself without it. */
  readonly label?: string
  /** A second line: what choosing it means. */
  readonly hint?: string
}
