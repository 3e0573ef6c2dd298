import { nameSkeleton } from '../../kernel/name-skeleton.ts'
import { CORE_TOOLS } from '../../protocol/manifest.ts'
import { plainWords } from './plain-words.ts'

export interface NameRules {
  /** The task that the agent is made for, when there is one. */
  readonly task?: string
  /** Names of the agents that exist. */
  readonly taken: readonly string[]
}

const MAX = 60
const MAX_WORDS = 6
const LETTERS = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} '’&+.,()-]*$/u
const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u, /\p{Script=Cherokee}/u]

/** Why this is no name for a new agent; undefined when it is one. An agent of exactly this name is not looked at here. */
export function nameProblem(name: string, { task = '', taken }: NameRules): string | undefined {
  const shown = JSON.stringify(name.slice(0, MAX))
  if (name.length > MAX) return `name: ${shown}... has ${name.length} characters; at most ${MAX}`
  if (!LETTERS.test(name) || !/\p{L}/u.test(name))
    return `name: ${shown} must be of letters, digits, spaces and hyphens, and begin with a letter or digit`
  if (SCRIPTS.filter((script) => script.test(name)).length > 1) return `name: ${shown} mixes letters of different scripts`
  const words = plainWords(name)
  if (words.length > MAX_WORDS) return `name: ${shown} has ${words.length} words; two or three say it`
  const tool = CORE_TOOLS.find((known) => ` ${words.join(' ')} `.includes(` ${known.replace('_', ' ')} `))
  if (tool !== undefined) return `name: ${shown} names its tool ${tool}; name the work`
  if (isTask(words.join(' '), plainWords(task).join(' '))) return `name: ${shown} is the task itself; name the kind of work`
  const twin = taken.find((other) => other !== name && nameSkeleton(other) === nameSkeleton(name))
  return twin === undefined ? undefined : `name: ${shown} looks like the name of the agent ${JSON.stringify(twin)}`
}

function isTask(name: string, task: string): boolean {
  if (task === '') return false
  return name === task || (name.split(' ').length > 3 && task.startsWith(name))
}
