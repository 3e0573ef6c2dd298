import { readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as z from 'zod/mini'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { tryParseJson } from '../../../src/kernel/json.ts'
import { visibleLine } from '../../../src/kernel/visible-text.ts'

const id = z.string().check(z.minLength(1))
const agentSchema = z.object({ id, name: z.string(), description: z.string(), examples: z.array(z.string()) })
const taskSchema = z.object({ task: z.string(), agent: z.nullable(id), kind: z.optional(z.string()) })

export type DataAgent = z.infer<typeof agentSchema>
/** `agent` null: nobody fits, routing must abstain. `kind`: a group of tasks that is reported by itself. */
export type DataTask = z.infer<typeof taskSchema>

/** A routing data set: `agents.jsonl` and `tasks.jsonl`, an object a line. */
export interface DataSet {
  readonly name: string
  readonly agents: readonly DataAgent[]
  readonly tasks: readonly DataTask[]
}

/** Throws USAGE, which names the file and the line. */
export function readDataSet(folder: string): DataSet {
  const agents = readLines(join(folder, 'agents.jsonl'), agentSchema)
  const tasks = readLines(join(folder, 'tasks.jsonl'), taskSchema)
  const ids = new Set<string>()
  for (const [at, { id }] of agents.entries()) {
    if (ids.has(id)) throw badLine(join(folder, 'agents.jsonl'), at, `the id '${visibleLine(id)}' stands there twice`)
    ids.add(id)
  }
  const stray = tasks.findIndex(({ agent }) => agent !== null && !ids.has(agent))
  if (stray >= 0)
    throw badLine(join(folder, 'tasks.jsonl'), stray, `there is no agent '${visibleLine(tasks[stray]?.agent ?? '')}' in agents.jsonl`)
  return { name: basename(folder), agents, tasks }
}

function readLines<T>(path: string, schema: z.ZodMiniType<T>): T[] {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new ClawError('USAGE', `There is no ${path}.`, { fix: 'A data set is a folder with agents.jsonl and tasks.jsonl.' })
  const lines = readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split('\n')
  const read = lines.flatMap((line, at) => (line.trim() === '' ? [] : [parseLine(path, line, at, schema)]))
  if (read.length === 0) throw new ClawError('USAGE', `${path} is empty.`, { fix: 'One JSON object a line.' })
  return read
}

function parseLine<T>(path: string, line: string, at: number, schema: z.ZodMiniType<T>): T {
  const json = tryParseJson(line)
  if (!json.ok) throw badLine(path, at, json.reason)
  const parsed = schema.safeParse(json.value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw badLine(path, at, `${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'not as expected'}`)
}

function badLine(path: string, at: number, reason: string): ClawError {
  return new ClawError('USAGE', `${path}:${at + 1}: ${reason}.`, {
    fix: 'agents: {id, name, description, examples[]}; tasks: {task, agent or null}.',
  })
}
