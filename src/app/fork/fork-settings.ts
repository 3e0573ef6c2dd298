import { readFileSync } from 'node:fs'
import { POLICY_PRESETS, PROVIDERS } from '../../config/config.ts'
import { agentDisabled } from '../../coordinator/agent-disabled.ts'
import type { ForkOptions } from '../../coordinator/ports.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { type Json, tryParseJson } from '../../kernel/json.ts'
import { FORK_SETTINGS, type ForkSettingName } from '../../view/fork-rows.ts'
import type { Services } from '../open-services.ts'
import { requireTask } from '../require-task.ts'
import type { PlacedStep } from './fork-steps.ts'

/** What a fork changes, checked. */
export interface ForkSettings extends Pick<ForkOptions, 'provider' | 'model' | 'temperature' | 'policy' | 'skills'> {
  readonly max_tokens: number | null
  readonly max_cost_usd: number | null
  readonly task: string | null
  readonly agent_id: string | null
  /** undefined: the tool is called. */
  readonly result: Json | undefined
}

const MAX_SKILL_BYTES = 256 * 1024

/** From `key=value` words. Throws USAGE, NOT_FOUND, TASK_EMPTY, TASK_TOO_LONG. */
export function forkSettings(services: Services, step: PlacedStep, words: readonly string[]): ForkSettings {
  const given = new Map<ForkSettingName, string>()
  const skills: Record<string, string> = {}
  for (const word of words) {
    const [name, value] = splitWord(word)
    requireAt(step, name)
    if (name === 'skill') Object.assign(skills, skillText(services, value))
    else if (given.has(name)) throw usage(`--set ${name} is given twice.`)
    else given.set(name, value)
  }
  const task = given.get('task')
  const result = given.get('result')
  return {
    provider: oneOf('provider', given.get('provider'), PROVIDERS),
    model: given.get('model') ?? null,
    temperature: numberOf('temperature', given.get('temperature'), { most: 2 }),
    policy: oneOf('policy', given.get('policy'), POLICY_PRESETS),
    max_tokens: numberOf('max-tokens', given.get('max-tokens'), { whole: true }),
    max_cost_usd: numberOf('max-cost', given.get('max-cost'), {}),
    task: task === undefined ? null : requireTask(task),
    agent_id: requireAgent(services, given.get('agent')),
    skills,
    result: result === undefined ? undefined : requireResult(step, result),
  }
}

function splitWord(word: string): [ForkSettingName, string] {
  const at = word.indexOf('=')
  const name = at < 0 ? word : word.slice(0, at)
  if (!Object.hasOwn(FORK_SETTINGS, name)) throw usage(`--set knows no '${name}'. It knows: ${Object.keys(FORK_SETTINGS).join(', ')}.`)
  const value = at < 0 ? '' : word.slice(at + 1)
  if (value.trim() === '') throw usage(`--set ${name} needs a value: --set ${name}=${FORK_SETTINGS[name as ForkSettingName].value}`)
  return [name as ForkSettingName, value]
}

function requireAt({ address, place }: PlacedStep, name: ForkSettingName): void {
  const { at } = FORK_SETTINGS[name]
  if ((at as readonly string[]).includes(place.kind)) return
  throw usage(`--set ${name} has no effect from ${address}: it can be set ${at.map((kind) => WHERE[kind]).join(' or ')}.`)
}

const WHERE = {
  plan: 'from a plan',
  subtask: 'from the start of a subtask',
  intent: 'from an intent (s1.2)',
  synthesis: 'from the synthesis',
} as const

function oneOf<T extends string>(name: string, value: string | undefined, values: readonly T[]): T | null {
  if (value === undefined) return null
  const found = values.find((one) => one === value)
  if (found !== undefined) return found
  throw usage(`--set ${name}: '${value}' is none of ${values.join(', ')}.`)
}

function numberOf(name: string, value: string | undefined, { whole = false, most = Number.MAX_SAFE_INTEGER }): number | null {
  if (value === undefined) return null
  const number = Number(value)
  if (Number.isFinite(number) && number >= (whole ? 1 : 0) && number <= most && (!whole || Number.isInteger(number))) return number
  throw usage(`--set ${name}: '${value}' is no ${whole ? 'whole number from 1' : `number from 0 to ${most}`}.`)
}

function requireAgent({ catalog, store }: Services, agent_id: string | undefined): string | null {
  if (agent_id === undefined) return null
  if (!catalog.get(agent_id)) throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}'.`, { fix: 'claw agents' })
  if (store.agents.get(agent_id)?.disabled === true) throw agentDisabled(agent_id)
  return agent_id
}

export function skillText(services: Pick<Services, 'catalog'>, value: string): Record<string, string> {
  const at = value.indexOf('=')
  const [agent_id, path] = [value.slice(0, at), value.slice(at + 1)]
  if (at < 1 || path === '') throw usage(`'${value}' is not AGENT=FILE, for example: writer=skill.md`)
  if (!services.catalog.get(agent_id)) throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}'.`, { fix: 'claw agents' })
  return { [agent_id]: readText(path) }
}

export function readText(path: string): string {
  const text = tryRead(path)
  if (text === undefined) throw usage(`${path} cannot be read.`)
  if (Buffer.byteLength(text) > MAX_SKILL_BYTES) throw usage(`${path} is larger than ${MAX_SKILL_BYTES / 1024} kB.`)
  if (text.trim() === '') throw usage(`${path} is empty.`)
  return text
}

function tryRead(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function requireResult({ address, place }: PlacedStep, text: string): Json {
  if (place.kind !== 'intent' || place.entry.kind !== 'tool_call') throw usage(`--set result: ${address} is no tool call.`)
  const parsed = tryParseJson(text)
  if (parsed.ok) return parsed.value
  throw usage(`--set result: '${text.slice(0, 80)}' is no JSON (${parsed.reason}).`)
}

function usage(message: string): ClawError {
  return new ClawError('USAGE', message, { fix: 'claw fork --help' })
}
