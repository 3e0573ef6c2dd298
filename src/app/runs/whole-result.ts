import { ClawError } from '../../kernel/claw-error.ts'
import { isJsonObject } from '../../kernel/json.ts'
import type { Services } from '../open-services.ts'
import { intentIds } from '../replay/intent-ids.ts'
import { takeRecording } from '../replay/take-recording.ts'
import type { RunCareFunctions } from './run-care-port.ts'

/** What a tool call answered, as JSON text and uncut: events hold its beginning alone. */
export function wholeResult(
  services: Pick<Services, 'store' | 'catalog'>,
  ...[run_id, call]: Parameters<RunCareFunctions['wholeResult']>
): string {
  const recording = takeRecording(services, run_id)
  const ids = intentIds(recording.journal, recording.events)
  const entry = recording.journal.findLast(
    ({ subtask_id, attempt, seq }) => subtask_id === call.subtask_id && attempt === call.attempt && ids.get(seq) === call.intent_id,
  )
  const response = entry !== undefined && isJsonObject(entry.response) ? entry.response : {}
  const { truncated, result } = response
  const whole = isJsonObject(truncated) ? recording.refs[String(truncated['ref'])] : undefined
  if (whole !== undefined) return whole
  if (result !== undefined) return JSON.stringify(result, null, 2)
  throw new ClawError('NOT_FOUND', `The journal of run ${run_id} has no result of this call.`, { fix: `claw runlog ${run_id}` })
}
