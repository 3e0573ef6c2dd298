import { hashJson } from '../../kernel/hash.ts'
import { isJsonObject, type Json, type JsonObject, toJson } from '../../kernel/json.ts'
import type { NewEvent, RunEvent } from '../../protocol/events.ts'
import type { Subtask } from '../../protocol/plan.ts'
import type { AttemptRecord, Fence, JournalEntry, SubtaskRecord } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import type { Recording } from '../replay/recording.ts'
import type { ForkSettings } from './fork-settings.ts'
import type { PlacedStep } from './fork-steps.ts'
import type { KeptOfRun } from './kept-of-run.ts'

export interface CopyInput {
  readonly recording: Recording
  readonly step: PlacedStep
  readonly kept: KeptOfRun
  readonly settings: ForkSettings
}

/** Writes what the fork takes over as its own: subtasks, attempts, journal, events, large results. Inside the transaction that makes it. */
export function copyRun(store: Store, fence: Fence, input: CopyInput): void {
  const { recording, kept, step, settings } = input
  const specs = kept.subtasks.map(({ row }) => specOf(row, step, settings))
  copyKept(store, fence, recording.refs, kept, specs)
  if (settings.result !== undefined) answerStep(store, fence, input, settings.result)
}

export function copyKept(store: Store, fence: Fence, refs: Recording['refs'], kept: KeptOfRun, specs: readonly Subtask[]): void {
  store.subtasks.add(fence, specs)
  for (const attempt of kept.attempts) copyAttempt(store, fence, attempt)
  for (const { row, done } of kept.subtasks) if (done) copyRow(store, fence, row)
  for (const entry of kept.journal) copyEntry(store, fence, entry)
  for (const event of kept.events) store.events.append(fence, copied(event))
  if (kept.open !== null) openAttempt(store, fence, kept.open)
  copyRefs(store, fence, refs, kept.journal)
}

function specOf({ spec }: SubtaskRecord, { place }: PlacedStep, { task, agent_id }: ForkSettings): Subtask {
  if (place.kind !== 'subtask' || place.row.spec.id !== spec.id) return spec
  const { recipe, ...rest } = spec
  // A recipe does what it was made for; another task is for the agent.
  const changed = task === null ? spec : { ...rest, task, title: task.length > 80 ? `${task.slice(0, 79)}…` : task }
  return agent_id === null ? changed : { ...changed, agent_id }
}

function copyRow(store: Store, fence: Fence, row: SubtaskRecord): void {
  const { status, attempt, agent_id, result, artifacts, error, started_at, ended_at, dropped } = row
  store.subtasks.update(fence, row.spec.id, { status, attempt, agent_id, result, artifacts, error, started_at, ended_at, dropped })
  store.agentRecords.markCredited(fence, { subtask_id: row.spec.id, attempt })
}

function copyAttempt(store: Store, fence: Fence, { subtask_id, attempt, agent_id, request, status, error }: AttemptRecord): void {
  store.subtasks.startAttempt(fence, { subtask_id, attempt, agent_id, request: { ...request, run_id: fence.run_id } })
  if (status !== 'running') store.subtasks.endAttempt(fence, subtask_id, attempt, { status, error })
}

/** The attempt goes on from the journal, as after a kill. */
function openAttempt(store: Store, fence: Fence, row: AttemptRecord): void {
  const { subtask_id, attempt, agent_id } = row
  copyAttempt(store, fence, { ...row, status: 'running', error: null })
  store.subtasks.update(fence, subtask_id, { status: 'running', attempt, agent_id })
  if (attempt > 1) store.agentRecords.markCredited(fence, { subtask_id, attempt: attempt - 1 })
}

function copyEntry(store: Store, fence: Fence, entry: JournalEntry): void {
  const { subtask_id, attempt, kind, request_hash, occurrence, request, decision, effect, state, response } = entry
  let written = store.journal.request(fence, { run_id: fence.run_id, subtask_id, attempt, kind, request_hash, occurrence, request })
  if (decision != null) written = store.journal.decide(fence, written, decision)
  if (effect !== null) written = store.journal.start(fence, written, effect)
  if (state === 'done') store.journal.done(fence, written, response)
}

/** Marked as replayed: it was paid for and counted where it happened. */
function copied({ type, data, subtask_id, attempt, actor }: RunEvent): NewEvent {
  const place = { actor, ...(subtask_id === null ? {} : { subtask_id }), ...(attempt === null ? {} : { attempt }) }
  const told = type === 'tool.finished' || type === 'model.finished' ? { ...data, replayed: true } : data
  return { type, data: told, ...place } as NewEvent
}

function copyRefs(store: Store, fence: Fence, refs: Recording['refs'], journal: readonly JournalEntry[]): void {
  for (const { subtask_id, response } of journal) {
    const truncated = isJsonObject(response) ? response['truncated'] : undefined
    const whole = isJsonObject(truncated) ? refs[String(truncated['ref'])] : undefined
    if (whole !== undefined) store.refs.put({ run_id: fence.run_id, subtask_id }, Buffer.from(whole))
  }
}

/** The tool is not called: this is its answer. The mark of the content is that of then, which nothing from outside can know. */
function answerStep(store: Store, fence: Fence, { step: { place, address }, recording }: CopyInput, result: Json): void {
  if (place.kind !== 'intent') return
  const { response, request } = place.entry
  const given = isJsonObject(response) ? response : {}
  const { tool, args } = (isJsonObject(request) ? request : {}) as JsonObject
  const provenance = given['provenance'] === undefined ? {} : { provenance: given['provenance'] }
  copyEntry(store, fence, {
    ...place.entry,
    state: 'done',
    response: toJson({ type: 'tool_call_result', ok: true, result, ...provenance }),
  })
  const where = { subtask_id: place.row.spec.id, attempt: place.row.attempt }
  const told = recording.events.find((event) => event.type === 'tool.requested' && isSame(event, place.row, String(tool), args ?? {}))
  store.events.append(fence, {
    type: 'run.note',
    ...where,
    data: { level: 'info', text: `${address}: ${String(tool)} was not called; its answer was given with the fork` },
  })
  if (told?.type !== 'tool.requested') return
  const decided = recording.events.find(
    (event) =>
      event.type === 'tool.decided' &&
      event.subtask_id === told.subtask_id &&
      event.attempt === told.attempt &&
      event.data.intent_id === told.data.intent_id,
  )
  for (const event of [told, decided]) if (event) store.events.append(fence, copied(event))
  store.events.append(fence, {
    type: 'tool.finished',
    ...where,
    data: {
      intent_id: told.data.intent_id,
      tool: String(tool),
      ok: true,
      result,
      error: null,
      bytes: JSON.stringify(result).length,
      truncated: false,
      duration_ms: 0,
      replayed: true,
    },
  })
}

function isSame(event: RunEvent & { type: 'tool.requested' }, row: SubtaskRecord, tool: string, args: Json): boolean {
  return (
    event.subtask_id === row.spec.id &&
    event.attempt === row.attempt &&
    event.data.tool === tool &&
    hashJson(event.data.args) === hashJson(args)
  )
}
