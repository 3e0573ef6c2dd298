/** The name, or with the first number that no agent bears. */
export function freeName(name: string, taken: readonly string[]): string {
  let free = name
  for (let n = 2; taken.includes(free); n += 1) free = `${name} ${n}`
  return free
}
