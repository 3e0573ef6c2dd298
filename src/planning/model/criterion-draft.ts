import * as z from 'zod/mini'
import { isJsonObject, type JsonObject, tryParseJson } from '../../kernel/json.ts'
import type { AcceptanceCriterion, CriterionCheck } from '../../protocol/criterion.ts'
import { schemaProblem } from '../../protocol/json-schema.ts'

/** More than is asked for, and not so many that checking them becomes the work. */
const MOST_CRITERIA = 10

const KINDS = ['none', 'file_exists', 'not_empty', 'command', 'json_matches', 'text_contains'] as const

const word = z._default(z.nullable(z.string()), '')

/** What is read of a model's criterion. One flat object, since providers dislike unions; a plain sentence is taken, too. */
export const draftCriterionSchema = z.union([
  z.string(),
  z.object({ text: z.string(), check: z._default(z.nullable(z.string()), 'none'), path: word, value: word }),
])
type DraftCriterion = z.infer<typeof draftCriterionSchema>

/** What the model is asked for: the strict form. */
export const criterionJsonSchema: JsonObject = {
  type: 'object',
  properties: {
    text: { type: 'string', description: 'What must hold, as one sentence.' },
    check: { type: 'string', enum: [...KINDS], description: 'How a program decides it; none: it is judged by reading.' },
    path: {
      type: 'string',
      description: 'file_exists: the file. not_empty, json_matches, text_contains: the file, or empty for the result of the subtask.',
    },
    value: {
      type: 'string',
      description:
        'command: the command line, met when it exits 0 (the subtask then requires terminal). json_matches: a JSON Schema. text_contains: the text. Else empty.',
    },
  },
  required: ['text', 'check', 'path', 'value'],
  additionalProperties: false,
}

interface Draft {
  readonly id: string
  readonly acceptance_criteria: readonly DraftCriterion[]
}

/** The criteria of a drafted subtask, and what is wrong with them in words that the model can act on. Empty ones are left out. */
export function readCriteria({ id, acceptance_criteria }: Draft): { criteria: AcceptanceCriterion[]; errors: string[] } {
  const read = acceptance_criteria.map(readCriterion).filter((one) => one !== undefined)
  const place = `Subtask '${id.slice(0, 60)}'`
  if (read.length > MOST_CRITERIA)
    return { criteria: [], errors: [`${place} has ${read.length} acceptance criteria; one to three are enough.`] }
  return {
    criteria: read.flatMap((one) => ('error' in one ? [] : [one.criterion])),
    errors: read.flatMap((one) => ('error' in one ? [`${place}, acceptance criterion: ${one.error}`] : [])),
  }
}

type ReadCriterion = { readonly criterion: AcceptanceCriterion } | { readonly error: string }

function readCriterion(draft: DraftCriterion): ReadCriterion | undefined {
  const text = (typeof draft === 'string' ? draft : draft.text).trim()
  if (typeof draft === 'string' || (draft.check ?? 'none') === 'none') return text === '' ? undefined : { criterion: text }
  const check = readCheck({ kind: draft.check ?? '', path: (draft.path ?? '').trim(), value: draft.value ?? '' })
  if (typeof check === 'string') return { error: check }
  return { criterion: { text: text === '' ? check.kind.replaceAll('_', ' ') : text, check } }
}

/** The check, or what is wrong with it. */
function readCheck({ kind, path, value }: { kind: string; path: string; value: string }): CriterionCheck | string {
  const place = path === '' ? {} : { path }
  switch (kind) {
    case 'file_exists':
      return path === '' ? 'file_exists needs a path.' : { kind, path }
    case 'not_empty':
      return { kind, ...place }
    case 'command':
      return value.trim() === '' ? 'command needs the command line as its value.' : { kind, cmd: value.trim() }
    case 'text_contains':
      return value === '' ? 'text_contains needs the text as its value.' : { kind, ...place, text: value }
    case 'json_matches':
      return readSchema(value, place)
    default:
      return `there is no check '${kind.slice(0, 40)}'. There are: ${KINDS.join(', ')}.`
  }
}

function readSchema(value: string, place: { path?: string }): CriterionCheck | string {
  const parsed = tryParseJson(value)
  if (!parsed.ok || !isJsonObject(parsed.value)) return 'json_matches needs a JSON Schema, an object, as its value.'
  const problem = schemaProblem(parsed.value)
  return problem === undefined ? { kind: 'json_matches', ...place, schema: parsed.value } : `the JSON Schema is not taken: ${problem}.`
}
