import type { RunStatus } from '../protocol/run.ts'
import type { RunQuery } from '../protocol/run-query.ts'
import { parseMoment } from './read-moment.ts'
import { RUN_STAGES } from './stats/run-stage.ts'

/** The names of what runs are filtered by, as they are typed before a colon, with an example of each. */
export const RUN_FIELDS = {
  status: 'failed',
  agent: 'file-analyst',
  tool: 'terminal',
  since: '2h',
  until: '2026-11-20',
  session: 'ID',
  tag: 'release',
  stage: 'execute',
} as const
export type RunField = keyof typeof RUN_FIELDS

export interface RunFilter {
  readonly query: Omit<RunQuery, 'limit'>
  /** What was typed and cannot be meant; empty: all is clear. The rest of it counts. */
  readonly problem: string
}

// Not imported from protocol/run.ts as a value: that would load the schema library for a list of words.
const STATUSES = Object.keys({
  queued: 1,
  running: 1,
  waiting: 1,
  interrupted: 1,
  completed: 1,
  partial: 1,
  failed: 1,
  denied: 1,
  cancelled: 1,
} satisfies Record<RunStatus, 1>) as readonly RunStatus[]
const FIELD = /^([a-z][a-z_-]*):(?!\/\/)(.*)$/i

/** Words of the task and fields: `status:failed agent:writer since:2h budget`. A field without a value does not count yet. */
export function runFilter(text: string, now: number): RunFilter {
  const words: string[] = []
  const problems: string[] = []
  let query: RunFilter['query'] = {}
  for (const part of text.split(/\s+/).filter(Boolean)) {
    const [, name, value = ''] = FIELD.exec(part) ?? []
    const field = name?.toLowerCase()
    if (field === undefined) words.push(part)
    else if (!isField(field)) problems.push(`there is no '${field}:'; there are ${Object.keys(RUN_FIELDS).join(', ')}`)
    else if (value !== '') {
      const read = readField(field, value, now)
      if (typeof read === 'string') problems.push(read)
      else query = { ...query, ...read }
    }
  }
  return { query: words.length === 0 ? query : { ...query, text: words.join(' ') }, problem: problems[0] ?? '' }
}

/** What the last word could become: fields, or the values of its field. `names`: those that are known of agents and tools. */
export function runCompletions(text: string, names: Readonly<Partial<Record<RunField, readonly string[]>>>): string[] {
  const word = /\S*$/.exec(text)?.[0] ?? ''
  const at = word.indexOf(':')
  if (at < 0) return word === '' ? [] : Object.keys(RUN_FIELDS).flatMap((name) => (name.startsWith(word.toLowerCase()) ? [`${name}:`] : []))
  const field = word.slice(0, at).toLowerCase()
  if (!isField(field)) return []
  const before = word
    .slice(at + 1)
    .split(',')
    .slice(0, -1)
  const begun =
    word
      .slice(at + 1)
      .split(',')
      .at(-1)
      ?.toLowerCase() ?? ''
  const values =
    field === 'status' ? STATUSES : field === 'stage' ? RUN_STAGES : (names[field] ?? (begun === '' ? [RUN_FIELDS[field]] : []))
  return values.filter((value) => value.startsWith(begun)).map((value) => `${field}:${[...before, value].join(',')}`)
}

function isField(name: string): name is RunField {
  return Object.hasOwn(RUN_FIELDS, name)
}

function readField(field: RunField, value: string, now: number): RunFilter['query'] | string {
  switch (field) {
    case 'status':
      return readStatuses(value)
    case 'agent':
    case 'tool':
    case 'tag':
      return { [field]: value }
    case 'stage':
      return readStage(value)
    case 'session':
      return { session_id: value }
    case 'since':
    case 'until': {
      const moment = parseMoment(value, now)
      return moment === undefined ? `'${value}' is no time: 2h, 2026-11-20 or 2026-11-20T09:30Z` : { [field]: moment }
    }
    default:
      return field satisfies never
  }
}

/** A beginning of the word is enough, so that the list follows while it is typed. */
function readStatuses(value: string): RunFilter['query'] | string {
  const begun = value.toLowerCase().split(',').filter(Boolean)
  const unknown = begun.find((word) => !STATUSES.some((status) => status.startsWith(word)))
  if (unknown !== undefined) return `no status begins with '${unknown}': ${STATUSES.join(', ')}`
  return { status: STATUSES.filter((status) => begun.some((word) => status.startsWith(word))) }
}

function readStage(value: string): RunFilter['query'] | string {
  const stage = RUN_STAGES.find((one) => one.startsWith(value.toLowerCase()))
  return stage === undefined ? `no stage begins with '${value}': ${RUN_STAGES.join(', ')}` : { stage }
}
