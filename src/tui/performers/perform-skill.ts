import { ClawError } from '../../kernel/claw-error.ts'
import { acceptedText } from '../../view/accepted-text.ts'
import type { Performer } from '../performer.ts'

export const performSkill: Performer<'skill'> = async (effect, { app, appToWork, tell, say }) => {
  if (effect.do === 'accept') say({ text: acceptedText(await (await appToWork()).acceptSkill(effect.skill_id)), as: 'good' })
  try {
    tell({ type: 'looked', skill: await (await app()).getSkill(effect.skill_id) })
  } catch (error) {
    if (!(error instanceof ClawError) || error.code !== 'NOT_FOUND') throw error
    tell({ type: 'gone' })
  } finally {
    tell({ type: 'rested' })
  }
}
