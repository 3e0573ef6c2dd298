import { freeName } from './free-name.ts'
import { nameProblem } from './name-problem.ts'

export interface NamedAfter {
  /** Its first skill. */
  readonly skill_id: string | undefined
  /** What it does most. */
  readonly work?: string | undefined
}

// Skills that bear the name of a tool.
const PLAIN: Readonly<Record<string, string>> = { terminal: 'Shell command' }

/** A name that keeps the rules for an agent that nobody has named, or not fitly. */
export function catalogName({ skill_id, work }: NamedAfter, taken: readonly string[]): string {
  const subjects = [PLAIN[skill_id ?? ''] ?? skill_id?.replaceAll(/[_-]+/g, ' '), work?.split(/\s+/).slice(0, 3).join(' '), 'Task'].filter(
    (text) => text !== undefined,
  )
  const names = subjects.map((text) => `${capital(text.replace(/[^\p{L}\p{N} ]/gu, ''))} helper`)
  const fitting = names.filter((name) => nameProblem(name, { taken }) === undefined)
  return fitting.find((name) => !taken.includes(name)) ?? freeName(fitting[0] ?? 'Task helper', taken)
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
