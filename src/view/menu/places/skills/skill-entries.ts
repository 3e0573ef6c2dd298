import type { SkillRow } from '../../../skill-rows.ts'
import { passesFilter } from '../../parts/list.ts'
import { skillStanding } from './skill-standing.ts'

/** A row of the list: a skill, or a folder that another one of its name hides. */
export interface SkillEntry {
  readonly id: string
  readonly skill: SkillRow
  /** Null: the skill itself. */
  readonly hidden: string | null
}

export function skillEntries(skills: readonly SkillRow[], filter: string): SkillEntry[] {
  return skills
    .flatMap((skill) => [
      { id: skill.folder, skill, hidden: null },
      ...skill.shadows.map((folder) => ({ id: folder, skill, hidden: folder })),
    ])
    .filter(({ skill, hidden }) => {
      const word = hidden === null ? skillStanding(skill).word : `shadowed ${hidden}`
      return passesFilter(filter, [skill.skill_id, word, skill.description, ...skill.agents].join(' '))
    })
}
