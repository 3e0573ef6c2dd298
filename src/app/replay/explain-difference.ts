import { canonicalJson } from '../../kernel/json.ts'
import type { AttemptRecord } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import type { ReplayDifference } from '../../view/replay-rows.ts'
import type { Recording } from './recording.ts'

/** Where the attempt began with another request than then, that is the reason: said in words. */
export function explainDifference(difference: ReplayDifference, recording: Recording, replayed: Store): ReplayDifference {
  for (const then of recording.attempts) {
    const now = replayed.subtasks.attempts(then.run_id, then.subtask_id).find((row) => row.attempt === then.attempt)
    const hint = now && changeOf(then, now)
    if (hint) return { ...difference, hint }
  }
  return difference
}

function changeOf(then: AttemptRecord, now: AttemptRecord): string | undefined {
  const { agent_id } = then
  if (now.agent_id !== agent_id) return `${then.subtask_id} was given to ${agent_id} then and to ${now.agent_id} now`
  if (now.request.system_prompt !== then.request.system_prompt)
    return `the instructions of agent '${agent_id}' are not what they were: its skill.md, its skills or the shared text were edited since the run`
  if (canonicalJson(now.request.tools) !== canonicalJson(then.request.tools))
    return `the tools of agent '${agent_id}' are not what they were in the run`
  if (canonicalJson(now.request.context) !== canonicalJson(then.request.context))
    return `what ${then.subtask_id} was told beside its task is not what it was in the run`
  return undefined
}
