import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { clawVersion } from '../../config/claw-version.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { toJson, tryParseJson } from '../../kernel/json.ts'
import type { Redactor } from '../../kernel/redact.ts'
import { parseRunEvent } from '../../protocol/events.ts'
import { manifestSchema } from '../../protocol/manifest.ts'
import type { Recording } from './recording.ts'

const SCHEMA = 'claw.recording/1'
const MAX_BYTES = 256 * 1024 * 1024

const rows = z.array(z.looseObject({}))
const text = z.string()
const runSchema = z.looseObject({
  run_id: text.check(z.regex(/^[A-Za-z0-9_-]{4,64}$/)),
  task: text.check(z.minLength(1)),
  session_id: text,
  actor: text,
  origin: text,
  workspace: text,
  engine: z.enum(['rules', 'model', 'mixed']),
  status: text,
  options: z.looseObject({
    agent_id: z.nullable(text),
    context: z.looseObject({}),
    plan_only: z.boolean(),
    max_tokens: z.nullable(z.number()),
    timeout_ms: z.nullable(z.number()),
    rules_first: z.enum(['off', 'read-only', 'all']),
    organize: z.nullable(z.looseObject({ path: text, dryRun: z.boolean(), recursive: z.boolean() })),
  }),
  created_at: z.number(),
})
const fileSchema = z.object({
  schema: z.literal(SCHEMA),
  claw_version: text,
  recording: z.object({
    run: runSchema,
    subtasks: z.array(z.looseObject({ spec: z.looseObject({ id: text, task: text }), status: text })),
    attempts: z.array(z.looseObject({ subtask_id: text, attempt: z.number(), agent_id: text, request: z.looseObject({ task: text }) })),
    journal: z.array(z.looseObject({ subtask_id: text, attempt: z.number(), seq: z.number(), kind: text, state: text })),
    events: z.array(z.unknown()),
    approvals: rows,
    changes: rows,
    session: z.array(z.object({ run: runSchema, taint: z.array(z.unknown()) })),
    agents: z.array(z.object({ manifest: manifestSchema, skill_text: text })),
    refs: z.record(text, text),
    sandbox_held: z.boolean(),
  }),
})

/** One self-contained file for a run, its secrets masked; a file of the same run is replaced. Gives its path. */
export function writeRecording(folder: string, recording: Recording, redactor: Redactor): string {
  const path = join(folder, `${recording.run.run_id}.json`)
  const document = redactor.json(toJson({ schema: SCHEMA, claw_version: clawVersion(), recording }))
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${path}.tmp`, `${JSON.stringify(document, null, 1)}\n`, { mode: 0o600 })
    renameSync(`${path}.tmp`, path)
  } catch (error) {
    throw new ClawError('USAGE', `The recording cannot be written to ${path}.`, { cause: error })
  }
  return path
}

export interface RecordingFile {
  readonly file: string
  readonly recording: Recording
}

/** Every *.json of the folder, by name. Throws NOT_FOUND, RECORDING_INVALID. */
export function readRecordings(folder: string): RecordingFile[] {
  const names = listed(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
  if (names.length === 0)
    throw new ClawError('NOT_FOUND', `There is no recording (*.json) in ${folder}.`, { fix: `claw replay <run> --record ${folder}` })
  return names.map((file) => ({ file, recording: readRecording(join(folder, file)) }))
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    throw new ClawError('NOT_FOUND', `${folder} is no folder that can be read.`, { fix: `claw replay <run> --record ${folder}` })
  }
}

function readRecording(path: string): Recording {
  const parsed = tryParseJson(textOf(path))
  if (!parsed.ok) throw invalid(path, parsed.reason)
  const file = fileSchema.safeParse(parsed.value)
  if (!file.success) {
    const [issue] = file.error.issues
    throw invalid(path, `${issue?.path.join('.')}: ${issue?.message}`)
  }
  const { recording } = file.data
  try {
    for (const event of [...recording.events, ...recording.session.flatMap(({ taint }) => taint)]) parseRunEvent(event)
  } catch (error) {
    throw invalid(path, error instanceof Error ? error.message : String(error))
  }
  return recording as unknown as Recording
}

// A pipe or a device of that name would be read without end.
function textOf(path: string): string {
  try {
    const stat = statSync(path)
    if (!stat.isFile()) throw invalid(path, 'it is no regular file')
    if (stat.size > MAX_BYTES) throw invalid(path, `it is larger than ${MAX_BYTES / 1024 / 1024} MB`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof ClawError) throw error
    throw invalid(path, error instanceof Error ? error.message : String(error))
  }
}

function invalid(path: string, reason: string): ClawError {
  return new ClawError('RECORDING_INVALID', `${path} is no recording of a run: ${reason.slice(0, 300)}`, { where: path })
}
