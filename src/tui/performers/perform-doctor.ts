import { configurationFinding } from '../../config/configuration-finding.ts'
import type { DoctorCure, DoctorData } from '../../view/menu/places/doctor/doctor-io.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'

export const performDoctor: Performer<'doctor'> = async (effect, desk) => {
  if (effect.do === 'cure') return cure(effect.cure, desk)
  const { module, config, configToLook, tell } = desk
  tell({ type: 'checked', check: { name: 'configuration', required: true, duration_ms: 0, ...configurationFinding(config) } })
  await (await module()).checkHealth(configToLook(), (check) => tell({ type: 'checked', check }))
  tell({ type: 'done' })
}

async function cure(wanted: DoctorCure, { appToWork, say, tell }: Desk<DoctorData>): Promise<void> {
  const app = await appToWork()
  if (wanted === 'init') {
    const { workspace, created } = await app.init()
    say({
      text: `Workspace ${workspace}: ${created.length === 0 ? 'everything was there already' : `made ${created.join(', ')}`}`,
      as: 'good',
    })
  } else {
    const changes = await app.rewriteEntrypoints({ apply: true })
    say({ text: `Brought up to date: ${changes.map(({ agent_id }) => agent_id).join(', ') || 'none'}`, as: 'good' })
  }
  tell({ type: 'cured' })
}
