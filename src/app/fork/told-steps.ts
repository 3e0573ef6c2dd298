import type { ForkStep } from '../../view/fork-rows.ts'
import { intentIds } from '../replay/intent-ids.ts'
import type { Recording } from '../replay/recording.ts'
import { forkSteps } from './fork-steps.ts'

/** The steps as faces show them; calls with the id that the events know them by. */
export function toldSteps(recording: Recording): ForkStep[] {
  const ids = intentIds(recording.journal, recording.events)
  return forkSteps(recording).map(({ address, what, place }) => {
    const intent_id = place.kind === 'intent' ? ids.get(place.entry.seq) : undefined
    return { address, what, ...(intent_id === undefined ? {} : { intent_id }) }
  })
}
