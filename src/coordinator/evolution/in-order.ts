/** The same names, those of the order first. Nothing is added: an order is no permission. */
export function inOrder<T extends string>(names: readonly T[], order: readonly string[]): T[] {
  const first = order.flatMap((name) => names.filter((other) => other === name))
  return [...new Set([...first, ...names])]
}
