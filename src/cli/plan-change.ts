import { readFileSync } from 'node:fs'
import { ClawError } from '../kernel/claw-error.ts'
import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../kernel/json.ts'
import type { PlanChange } from '../protocol/plan-change.ts'
import type { ApprovalRow } from '../view/rows.ts'

const TEXTS = ['title', 'task']
const LISTS = ['depends_on', 'required_tools', 'acceptance_criteria']
const FIELDS = [...TEXTS, ...LISTS, 'output']

/** What `--drop`, `--edit` and `--edit-plan FILE` make of a plan; undefined without any of them. Throws USAGE. */
export function planChangeOf(row: ApprovalRow, options: Readonly<Record<string, string | boolean | undefined>>): PlanChange | undefined {
  const { drop, edit } = options
  const file = options['edit-plan']
  if (drop === undefined && edit === undefined && file === undefined) return undefined
  const fromFile = typeof file === 'string' ? changeInText(row, readText(file)) : { drop: [], edit: {} }
  return merged(
    fromFile,
    words(drop).flatMap((one) => one.split(',')),
    words(edit),
  )
}

/** The plan as the person left it in a file: what is missing is dropped, what differs is edited. Throws USAGE. */
export function changeInText(row: ApprovalRow, text: string): PlanChange {
  const parsed = tryParseJson(text)
  const list = parsed.ok && isJsonObject(parsed.value) ? parsed.value['subtasks'] : parsed.ok ? parsed.value : undefined
  if (!Array.isArray(list) || !list.every(isJsonObject))
    throw usage('The plan must be a JSON list of subtasks, or an object with `subtasks`.')
  const known = stepsOf(row)
  const ids = known.map(({ id }) => id)
  const added = list.find(({ id }) => !ids.includes(id ?? null))
  if (added !== undefined)
    throw usage(`The plan has no subtask ${JSON.stringify(added['id'] ?? null)}: subtasks are changed and dropped here, not added.`)
  const kept = list.map(({ id }) => id)
  return {
    drop: ids.filter((id) => !kept.includes(id)).map(String),
    edit: Object.fromEntries(
      list.flatMap((step) => {
        const before = known.find(({ id }) => id === step['id']) ?? {}
        const fields = FIELDS.filter((field) => JSON.stringify(step[field]) !== JSON.stringify(before[field]))
        return fields.length === 0 ? [] : [[String(step['id']), Object.fromEntries(fields.map((field) => [field, step[field] ?? null]))]]
      }),
    ),
  }
}

/** The plan as the editor shows it. */
export function planAsText(row: ApprovalRow): string {
  const steps = stepsOf(row).map((step) =>
    Object.fromEntries(['id', ...FIELDS].flatMap((key) => (step[key] === undefined ? [] : [[key, step[key]]]))),
  )
  return `${JSON.stringify(steps, null, 2)}\n`
}

function stepsOf({ approval_id, kind, args }: ApprovalRow): JsonObject[] {
  const steps = isJsonObject(args) ? args['subtasks'] : undefined
  if (kind === 'plan' && Array.isArray(steps)) return steps.filter(isJsonObject)
  throw new ClawError('USAGE', `${approval_id} is not a plan: nothing of it can be dropped or edited.`, {
    fix: `claw approve ${approval_id}`,
  })
}

function words(option: string | boolean | undefined): string[] {
  return typeof option === 'string' ? option.split('\n').filter((word) => word.trim() !== '') : []
}

function merged(change: PlanChange, drop: readonly string[], edits: readonly string[]): PlanChange {
  const edit: Record<string, JsonObject> = structuredClone(change.edit) as Record<string, JsonObject>
  for (const one of edits) {
    const [, id, field, value] = /^([a-z][a-z0-9_-]*)\.([a-z_]+)=([\s\S]*)$/.exec(one) ?? []
    if (id === undefined || field === undefined || value === undefined)
      throw usage(`--edit takes SUBTASK.FIELD=VALUE, not '${one.slice(0, 80)}'.`)
    if (!FIELDS.includes(field)) throw usage(`A subtask has no '${field}' that could be edited. There are: ${FIELDS.join(', ')}.`)
    edit[id] = { ...edit[id], [field]: fieldValue(field, value) }
  }
  return { drop: [...change.drop, ...drop.map((id) => id.trim())], edit } as PlanChange
}

function fieldValue(field: string, value: string): Json {
  if (TEXTS.includes(field)) return value
  const parsed = tryParseJson(value)
  if (parsed.ok && typeof parsed.value === 'object') return parsed.value
  if (field === 'output') throw usage('output takes JSON: {"kind": "object", "fields": [...]}, or null for a text.')
  if (field === 'acceptance_criteria') return value.trim() === '' ? [] : [value]
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new ClawError('USAGE', `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

function usage(message: string): ClawError {
  return new ClawError('USAGE', message, { fix: 'claw approve --help' })
}
