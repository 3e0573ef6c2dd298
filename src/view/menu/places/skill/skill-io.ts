import type { SkillDetail } from '../../../skill-rows.ts'

export type SkillEffect = { readonly do: 'look'; readonly skill_id: string } | { readonly do: 'accept'; readonly skill_id: string }

export type SkillData = { readonly type: 'looked'; readonly skill: SkillDetail } | { readonly type: 'gone' } | { readonly type: 'rested' }
