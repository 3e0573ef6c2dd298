/** Some lines that stand together. */
export interface ToldPart {
  readonly lines: readonly string[]
  /** A text, whose lines make sense together only. */
  readonly text: boolean
}

/** Lines that were not told yet. Numbers that only grow (seconds, tokens) make no new line; a text of which most is new is told whole. */
export function newLines(told: readonly string[], { lines, text }: ToldPart): readonly string[] {
  const known = new Set(told.map(withoutNumbers))
  const isNew = (line: string): boolean => line !== '' && !known.has(withoutNumbers(line))
  const fresh = lines.filter(isNew)
  const whole = text && fresh.length * 2 >= lines.length && !isAppended(lines, fresh)
  return whole ? lines.filter((line) => line !== '') : fresh
}

function isAppended(lines: readonly string[], fresh: readonly string[]): boolean {
  return lines.slice(lines.length - fresh.length).every((line, index) => line === fresh[index])
}

function withoutNumbers(line: string): string {
  return line.replace(/\d+([.,]\d+)*/g, '0')
}
