import { acceptedText } from '../../view/accepted-text.ts'
import type { Performer } from '../performer.ts'

export const performSkills: Performer<'skills'> = async (effect, { app, appToWork, tell, say }) => {
  if (effect.do === 'accept') say({ text: acceptedText(await (await appToWork()).acceptSkill(effect.skill_id)), as: 'good' })
  try {
    tell({ type: 'looked', skills: await (await app()).listSkills() })
  } finally {
    tell({ type: 'rested' })
  }
}
