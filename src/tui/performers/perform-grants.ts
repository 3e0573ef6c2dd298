import type { Performer } from '../performer.ts'

export const performGrants: Performer<'grants'> = async (effect, { app: open, tell }) => {
  try {
    const app = await open()
    if (effect.do === 'look') return tell({ type: 'rows', rows: await app.listGrants() })
    const gone = (await app.revokeGrants(effect.ids)).map(({ grant_id }) => grant_id)
    tell({ type: 'revoked', rows: await app.listGrants(), gone })
  } catch (error) {
    tell({ type: 'failed' })
    throw error
  }
}
