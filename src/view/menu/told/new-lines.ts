/** Lines that were not told yet. Numbers that only grow (seconds, tokens) make no new line. */
export function newLines(told: readonly string[], now: readonly string[]): readonly string[] {
  const known = new Set(told.map(withoutNumbers))
  return now.filter((line) => line !== '' && !known.has(withoutNumbers(line)))
}

function withoutNumbers(line: string): string {
  return line.replace(/\d+([.,]\d+)*/g, '0')
}
