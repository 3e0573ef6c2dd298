import { existsSync, linkSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { clawVersion } from '../../config/claw-version.ts'
import { ClawError } from '../../kernel/claw-error.ts'
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
import type { ExportedRun } from './run-care-port.ts'

const SCHEMA = 'claw.export/1'

/** A run as files for somebody else. What is masked in its events is masked here; nothing that is there is overwritten. */
export function exportRun(services: Services, run_id: string, path: string): ExportedRun {
  const parts = partsOf(services, requireRun(services, run_id))
  const files = path.endsWith('.json') ? [{ name: basename(path), text: `${pretty(parts)}\n` }] : filesOf(parts)
  if (existsSync(path)) throw exists(path)
  const made = writable(path, () => {
    mkdirSync(dirname(path), { recursive: true })
    return mkdtempSync(join(dirname(path), '.claw-export-'))
  })
  try {
    for (const { name, text } of files) writable(path, () => writeFileSync(join(made, name), text, { mode: 0o600 }))
    putInPlace(made, path)
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
  return { run_id, path, files: files.map(({ name, text }) => ({ name, bytes: Buffer.byteLength(text) })) }
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

function filesOf(parts: ExportParts): { readonly name: string; readonly text: string }[] {
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

/** In one step, and only where nothing is: a link and the renaming of a folder both refuse a name that is taken. */
function putInPlace(made: string, path: string): void {
  try {
    if (path.endsWith('.json')) linkSync(join(made, basename(path)), path)
    else renameSync(made, path)
  } catch (error) {
    if (existsSync(path)) throw exists(path)
    throw unwritable(path, error)
  }
}

function writable<T>(path: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    throw unwritable(path, error)
  }
}

function exists(path: string): ClawError {
  return new ClawError('EXPORT_EXISTS', `${path} is there already, and nothing is overwritten.`, { where: path })
}

function unwritable(path: string, cause: unknown): ClawError {
  return new ClawError('STATE_UNWRITABLE', `The run cannot be written to ${path}: ${cause instanceof Error ? cause.message : ''}`, {
    cause,
    where: path,
  })
}
