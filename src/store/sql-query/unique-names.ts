/** Column names as they are; an empty one is named after its place, a repeated one gets a number. SQLite does not tell case apart. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((given, i) => {
    const base = given === '' ? `column_${i + 1}` : given
    let name = base
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${base}_${n}`
    taken.add(name.toLowerCase())
    return name
  })
}
