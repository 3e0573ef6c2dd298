/** A limit as it was typed; `none` takes it away, and nothing leaves it as it is. */
export function limitValue(text: string | undefined): number | null | undefined {
  if (text === undefined) return undefined
  return text === 'none' ? null : Number(text)
}
