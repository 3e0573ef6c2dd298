/** A list as it is, nothing as an empty one, anything else as its only member: JSONata unwraps lists of one. */
export function asList<T>(value: unknown): T[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? ([...value] as T[]) : [value as T]
}
