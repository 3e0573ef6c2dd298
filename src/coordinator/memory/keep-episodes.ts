import { crashpoint } from '../../kernel/crashpoint.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import type { RunContext } from '../run-context.ts'
import { episodeOf } from './episode-of.ts'
import { type Receipt, receiptIn } from './receipt-of.ts'
import { tellMemories } from './tell-memories.ts'
import { writeDraft } from './write-draft.ts'

/** Apart from the places of the updates of the response. */
const EPISODE_N = -1

/** What was done well, and held when it was checked, becomes an episode of its agent: once for each attempt, wherever the run is killed. */
export async function keepEpisodes(context: RunContext, rows: readonly SubtaskRecord[]): Promise<void> {
  const told = new Set(
    context.ports.store.events
      .ofType(context.run.run_id, 'memory.written')
      .flatMap((event) =>
        event.type === 'memory.written' && event.data.kind === 'episode' ? [`${event.subtask_id} ${event.attempt}`] : [],
      ),
  )
  for (const row of rows) if (row.status === 'succeeded' && !told.has(`${row.spec.id} ${row.attempt}`)) await keepEpisode(context, row)
}

async function keepEpisode(context: RunContext, { spec, agent_id, attempt, result }: SubtaskRecord): Promise<void> {
  const { run_id } = context.run
  const receipt = lastReceipt(context, { run_id, subtask_id: spec.id, attempt })
  if (agent_id === null || receipt === undefined) return
  const { untrusted, private: ownContent } = context.taint.now()
  const place = { run_id, subtask_id: spec.id, attempt, n: EPISODE_N }
  const episode = { ...episodeOf(context.ports.redactor, spec.task, result), kind: 'episode' as const, supersedes: null }
  crashpoint('memory.before')
  const events = await writeDraft(context, agent_id, { ...place, ...receipt, ...episode, untrusted, private: ownContent })
  crashpoint('memory.after')
  context.transaction(() => tellMemories(context, agent_id, events))
}

/** The last tool call of the attempt that went well. Without one nothing is proved, and nothing kept. */
function lastReceipt(
  { ports: { store } }: RunContext,
  key: { readonly run_id: string; readonly subtask_id: string; readonly attempt: number },
): Receipt | undefined {
  const calls = store.events
    .ofType(key.run_id, 'tool.finished')
    .flatMap((event) =>
      event.type === 'tool.finished' && event.subtask_id === key.subtask_id && event.attempt === key.attempt && event.data.ok
        ? [event.data]
        : [],
    )
  const entry = store.journal.list(key).findLast((one) => receiptIn(one, '') !== undefined)
  return entry === undefined ? undefined : receiptIn(entry, calls.at(-1)?.intent_id ?? '')
}
