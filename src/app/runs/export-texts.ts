import { clawVersion } from '../../config/claw-version.ts'
import { isoTime } from '../../kernel/clock.ts'
import { isJsonObject, type Json, toJson } from '../../kernel/json.ts'
import type { RunEvent } from '../../protocol/events.ts'
import type { JournalEntry, RunRecord } from '../../store/records.ts'
import { reduceRun } from '../../view/reduce-run.ts'
import { resultText } from '../../view/result-text.ts'
import { runDocument } from '../../view/run-document.ts'
import { emptyRunView } from '../../view/run-view.ts'
import type { Services } from '../open-services.ts'
import { requireRun } from '../run-functions.ts'
import type { ExportedText } from './run-care-port.ts'

const SCHEMA = 'claw.export/1'

/** A run as files for somebody else. What is masked in its events is masked here. Throws NOT_FOUND. */
export function exportTexts(services: Services, run_id: string): ExportedText[] {
  return filesOf(partsOf(services, requireRun(services, run_id)))
}

/** The same as one JSON document. */
export function exportDocument(services: Services, run_id: string): string {
  return `${pretty(partsOf(services, requireRun(services, run_id)))}\n`
}

interface ExportParts {
  readonly schema: typeof SCHEMA
  readonly claw_version: string
  readonly run: Json
  readonly document: Json
  readonly events: readonly RunEvent[]
  readonly journal: Json
  readonly artifacts: Json
}

function partsOf({ store, redactor }: Services, run: RunRecord): ExportParts {
  const events = store.events.list(run.run_id)
  const view = events.reduce(reduceRun, emptyRunView(run.run_id))
  const masked = (value: unknown): Json => redactor.json(toJson(value))
  return {
    schema: SCHEMA,
    claw_version: clawVersion(),
    run: masked(rowOf(run)),
    document: masked(runDocument({ ...view, status: run.status })),
    events: masked(events) as unknown as RunEvent[],
    journal: masked(store.journal.listRun(run.run_id).map(inShort)),
    artifacts: masked(view.artifacts),
  }
}

function rowOf(run: RunRecord) {
  const { run_id, task, session_id, actor, origin, workspace, engine, status, waiting_reason, options, exit_code, error } = run
  const at = { created_at: isoTime(run.created_at), ended_at: run.ended_at === null ? null : isoTime(run.ended_at) }
  return { run_id, task, session_id, actor, origin, workspace, engine, status, waiting_reason, options, exit_code, error, ...at }
}

/** What was asked and how far it got, without what was sent and answered: that is in the events, as far as it may be shown. */
function inShort({ seq, subtask_id, attempt, kind, request_hash, occurrence, request, state, decision, at }: JournalEntry): Json {
  const tool = isJsonObject(request) && typeof request['tool'] === 'string' ? { tool: request['tool'] } : {}
  return { seq, subtask_id, attempt, kind, ...tool, request_hash, occurrence, state, decision: decision ?? null, at: isoTime(at) }
}

function filesOf(parts: ExportParts): ExportedText[] {
  const { schema, claw_version, run, document, events, journal, artifacts } = parts
  const answer = isJsonObject(document) ? resultText(document['result'] ?? null) : ''
  return [
    { name: 'run.json', text: `${pretty({ schema, claw_version, run, document })}\n` },
    { name: 'events.jsonl', text: events.map((event) => `${JSON.stringify(event)}\n`).join('') },
    { name: 'journal.json', text: `${pretty(journal)}\n` },
    { name: 'artifacts.json', text: `${pretty(artifacts)}\n` },
    ...(answer === '' ? [] : [{ name: 'answer.txt', text: `${answer}\n` }]),
  ]
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 1)
}
