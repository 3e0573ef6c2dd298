import { skillStanding } from '../../../../src/view/menu/places/skills/skill-standing.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import type { SkillRow } from '../../../../src/view/skill-rows.ts'
import { Badge } from '../../kit/show/badge.tsx'

export function SkillStanding({ skill }: { readonly skill: SkillRow }) {
  const { word, as, why } = skillStanding(skill)
  return (
    <Badge tone={as} title={visibleLine(why) || word}>
      {word}
    </Badge>
  )
}
