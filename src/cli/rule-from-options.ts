import { ClawError } from '../kernel/claw-error.ts'
import type { Json, JsonObject } from '../kernel/json.ts'

type Options = Readonly<Record<string, string | true>>

const PATTERNS = {
  tool: 'tools',
  effect: 'effects',
  agent: 'agents',
  command: 'commands',
  path: 'paths',
  host: 'hosts',
  method: 'methods',
} as const
const DECISIONS = ['allow', 'ask', 'deny'] as const

/** The rule that the flags of `claw policy add` describe; whether it is one is for the schema to say. Throws USAGE. */
export function ruleFromOptions(options: Options): JsonObject {
  const decision = decisionOf(options)
  const conditions = conditionsOf(options)
  if (Object.keys(conditions).length === 0)
    throw usage('A rule without a condition would speak of every call: name a tool, command, path, host, effect, agent, method or amount.')
  const examples = examplesOf(options)
  return {
    id: text(options, 'id') ?? idOf(decision, conditions),
    decision,
    ...conditions,
    ...given('reason', text(options, 'reason')),
    ...(Object.keys(examples).length === 0 ? {} : { examples }),
  }
}

function decisionOf(options: Options): (typeof DECISIONS)[number] {
  const said = DECISIONS.filter((one) => options[one] === true)
  const [decision] = said
  if (decision === undefined || said.length > 1) throw usage('A rule allows, asks or denies: give one of --allow, --ask, --deny.')
  return decision
}

function conditionsOf(options: Options): JsonObject {
  const lists = Object.entries(PATTERNS).map(([flag, key]) => given(key, list(options, flag)))
  const amount = { ...given('over', number(options, 'over')), ...given('up_to', number(options, 'up-to')) }
  return Object.assign(
    {},
    ...lists,
    given('access', text(options, 'access')),
    Object.keys(amount).length === 0 ? {} : { amount_usd: amount },
  )
}

/** An example is of the kind that the rule speaks of: a command line, a path or a host. */
function examplesOf(options: Options): JsonObject {
  const kind = (['command', 'path', 'host'] as const).find((one) => options[one] !== undefined)
  const read = (flag: string): Json[] | undefined => {
    const texts = list(options, flag)
    if (texts !== undefined && kind === undefined)
      throw usage(`--${flag} is an example of a command, a path or a host, and the rule names none.`)
    return texts?.map((example) => ({
      ...toolOf(options),
      [kind ?? 'command']: example,
      ...(kind === 'path' ? given('access', text(options, 'access')) : {}),
    }))
  }
  return { ...given('match', read('match')), ...given('not_match', read('not-match')) }
}

function toolOf(options: Options): JsonObject {
  const [tool, ...more] = list(options, 'tool') ?? []
  return tool === undefined || more.length > 0 ? {} : { tool }
}

function idOf(decision: string, conditions: JsonObject): string {
  const words = [
    decision,
    ...Object.values(conditions)
      .flatMap((value) => (Array.isArray(value) ? value : []))
      .map(String),
  ]
  return words
    .join('-')
    .replace(/[^\w.@]+/g, '-')
    .replace(/-+$/, '')
    .slice(0, 60)
}

function given(key: string, value: Json | undefined): JsonObject {
  return value === undefined ? {} : { [key]: value }
}

function text(options: Options, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

function list(options: Options, name: string): string[] | undefined {
  return text(options, name)?.split('\n')
}

function number(options: Options, name: string): number | undefined {
  const value = text(options, name)
  if (value === undefined) return undefined
  if (!/^\d+(\.\d+)?$/.test(value)) throw usage(`--${name}: '${value.slice(0, 40)}' is not an amount in US dollars.`)
  return Number(value)
}

function usage(message: string): ClawError {
  return new ClawError('USAGE', message, { fix: `claw policy add --deny --tool terminal --command 'git push **'` })
}
