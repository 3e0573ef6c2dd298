import type { SkillRow } from '../../../skill-rows.ts'

export type SkillsEffect = { readonly do: 'look' } | { readonly do: 'accept'; readonly skill_id: string }

export type SkillsData = { readonly type: 'looked'; readonly skills: readonly SkillRow[] } | { readonly type: 'rested' }
