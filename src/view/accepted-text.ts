import { visibleLine } from '../kernel/visible-text.ts'

/** What a person has taken as it is now. */
export function acceptedText({
  id,
  folder,
  digest,
  what,
}: {
  id: string
  folder: string
  digest: string
  what: readonly string[]
}): string {
  const changed = what.length === 0 ? '' : `\n${what.map((one) => `  ${visibleLine(one)}`).join('\n')}`
  return `${visibleLine(id)} is taken as it is now: ${visibleLine(folder)}, digest ${digest.slice(0, 16)}.${changed}`
}
