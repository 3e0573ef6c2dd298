import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../../src/kernel/json.ts'
import type { EventOf, EventType, RunEvent } from '../../src/protocol/events.ts'
import type { RunDocument } from '../../src/protocol/run.ts'
import { type ClawPlace, type ClawRun, clawPlace } from '../helpers/claw-place.ts'
import { type Script, type ScriptedOpenAi, startScriptedOpenAi } from '../helpers/scripted-openai.ts'

export const KEY = 'sk-canary-7f3a91c2d4e5b6a708'

export interface Ran extends ClawRun {
  readonly document: RunDocument
  readonly events: RunEvent[]
  of<T extends EventType>(type: T): EventOf<T>[]
}

/** A workspace, a scripted model behind real HTTP, and the built program that is pointed at it. */
export interface Scene {
  readonly place: ClawPlace
  readonly server: ScriptedOpenAi
  readonly env: Readonly<Record<string, string>>
  /** `claw <args> --json --no-input`, and what its run left behind. */
  claw(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>
  /** Any other command with --json: its result. */
  result(args: readonly string[]): Promise<never>
  file(path: string): string | undefined
  close(): Promise<void>
}

export async function scene(
  script: Script,
  options: { files?: Record<string, string>; env?: Record<string, string> } = {},
): Promise<Scene> {
  const place = clawPlace(options.files)
  const server = await startScriptedOpenAi(script)
  const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: server.url, CLOSED_CLAW_RULES_FIRST: 'off', ...options.env }
  return {
    place,
    server,
    env,
    claw: async (args, extra = {}) => readRun(place, await place.run([...args, '--json', '--no-input'], { env: { ...env, ...extra } })),
    result: async (args) => JSON.parse((await place.run([...args, '--json'], { env })).stdout).result as never,
    file: (path) => {
      const full = join(place.workspace, path)
      return existsSync(full) ? readFileSync(full, 'utf8') : undefined
    },
    close: async () => {
      await server.close()
      place.remove()
    },
  }
}

export function readRun(place: ClawPlace, run: ClawRun): Ran {
  const document = JSON.parse(run.stdout || '{}') as RunDocument
  const events = document.run_id ? readEvents(place, document.run_id) : []
  return { ...run, document, events, of: (type) => events.filter((event) => event.type === type) as never }
}

export function readEvents(place: ClawPlace, run_id: string): RunEvent[] {
  const path = join(place.workspace, '.closed_claw', 'runs', `${run_id}.jsonl`)
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RunEvent)
}

export function subtask(
  id: string,
  more: Partial<Record<'title' | 'task', string> & Record<'depends_on' | 'required_tools' | 'acceptance_criteria', string[]>> = {},
): JsonObject {
  return {
    id,
    title: `Step ${id}`,
    task: `Read the file ${id}.txt of this folder (${id})`,
    depends_on: [],
    required_tools: ['file_io'],
    acceptance_criteria: [],
    ...more,
  }
}

export const read = (path: string) => ({ name: 'file_io', args: { op: 'read', path } })

export function approvalIds(ran: Ran): string[] {
  return ran.of('approval.requested').map((event) => event.data.approval_id)
}

/** Purposes of the model calls that were made, in order. */
export function purposes(ran: Ran): string[] {
  return ran.of('model.requested').map((event) => event.data.purpose)
}
