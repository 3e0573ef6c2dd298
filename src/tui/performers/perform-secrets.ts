import { checkSecretName } from '../../config/secrets/check-secret-name.ts'
import type { SecretsData, SecretsEffect } from '../../view/menu/places/secrets/secrets-io.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'

export const performSecrets: Performer<'secrets'> = async (effect, desk) => {
  const app = await desk.app()
  switch (effect.do) {
    case 'load':
      return desk.tell({ type: 'secrets', rows: await app.listSecrets() })
    case 'set':
      return set(effect, desk)
    case 'remove':
      await app.removeSecret(effect.name)
      desk.renew()
      desk.say({ text: `${effect.name} is removed.`, as: 'good' })
      return desk.tell({ type: 'secrets', rows: await app.listSecrets() })
    case 'scan': {
      const { files, exposed } = await app.auditSecrets()
      return desk.tell({ type: 'scanned', files, exposed })
    }
    default:
      return effect satisfies never
  }
}

async function set({ do: _, ...wanted }: Extract<SecretsEffect, { do: 'set' }>, desk: Desk<SecretsData>): Promise<void> {
  try {
    checkSecretName(wanted.name)
    await (await desk.app()).setSecret(wanted)
    desk.renew()
    desk.tell({ type: 'set' })
  } catch (error) {
    desk.tell({ type: 'refused' })
    throw error
  }
}
