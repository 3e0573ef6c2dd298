import type { Manifest } from '../../protocol/manifest.ts'

/** What an agent is told apart by, as far as a change of it is worth a word. */
export interface AgentForm {
  readonly manifest: Manifest
  /** skill.md, or its hash on both sides. */
  readonly skill: string
}

/** What is different between two forms of an agent, in few words: `examples +1 -2, description, skill.md`. Empty: nothing. */
export function describeChange(before: AgentForm, after: AgentForm): string {
  const keys = [...new Set([...Object.keys(before.manifest), ...Object.keys(after.manifest)])] as (keyof Manifest)[]
  const fields = keys.flatMap((key) => fieldChange(key, before.manifest[key], after.manifest[key]))
  return [...fields, ...(before.skill === after.skill ? [] : ['skill.md'])].join(', ')
}

const SHORT: Partial<Record<keyof Manifest, string>> = { tools_allowlist: 'tools', skill_ids: 'skills' }

function fieldChange(key: keyof Manifest, before: unknown, after: unknown): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const name = SHORT[key] ?? key
  if (!Array.isArray(before) || !Array.isArray(after)) return [name]
  const added = after.filter((item) => !before.includes(item)).length
  const gone = before.filter((item) => !after.includes(item)).length
  const counts = [...(added > 0 ? [`+${added}`] : []), ...(gone > 0 ? [`-${gone}`] : [])]
  return [counts.length === 0 ? `order of ${name}` : `${name} ${counts.join(' ')}`]
}
