import type { SkillDetail, SkillRow } from '../view/skill-rows.ts'

/** Looking at skills. */
export interface SkillFunctions {
  /** Those that are not used are in the list, with their reason. */
  listSkills(): Promise<SkillRow[]>
  /** Throws NOT_FOUND. */
  getSkill(skill_id: string): Promise<SkillDetail>
}
