/** Column names as they are; an empty one is named after its place, a repeated one gets a number. SQLite does not tell case apart. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  // Where the search goes on: forty thousand equal names would be looked through forty thousand times otherwise.
  const next = new Map<string, number>()
  return names.map((given, i) => {
    const base = given === '' ? `column_${i + 1}` : given
    let name = base
    let n = next.get(base.toLowerCase()) ?? 2
    for (; taken.has(name.toLowerCase()); n += 1) name = `${base}_${n}`
    next.set(base.toLowerCase(), n)
    taken.add(name.toLowerCase())
    return name
  })
}
