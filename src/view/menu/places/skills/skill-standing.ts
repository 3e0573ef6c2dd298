import type { SkillRow } from '../../../skill-rows.ts'
import { pinStanding, type Standing } from '../agents/agent-standing.ts'

export function skillStanding({ problem, pin }: SkillRow): Standing {
  if (problem !== null) return { word: 'rejected', as: 'bad', why: problem }
  return pinStanding(pin) ?? { word: 'loaded', as: 'good', why: '' }
}
