import { parseArgs } from 'node:util'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { visibleLine } from '../../../src/kernel/visible-text.ts'
import { calledPath } from './called-path.ts'
import { EMBEDDERS, type EmbedderKind } from './open-embedder.ts'
import { HALVES, type Half } from './route-data-set.ts'

export interface RoutingOptions {
  /** One data set instead of all. */
  readonly data: string | undefined
  /** One instead of all that this machine has. */
  readonly embedder: EmbedderKind | undefined
  readonly examples: readonly number[]
  readonly half: Half
  readonly json: boolean
  /** Numbers of agents that the latency is measured among. */
  readonly latency: readonly number[]
}

const EXAMPLES = [0, 1, 5, 10]
const LATENCY = [1000, 10_000, 100_000]
const USE =
  'npm run bench:routing -- [--data DIR] [--embedder static|transformers] [--examples N] [--half all|even|odd] [--latency 1000,10000|none] [--json]'

/** Throws USAGE. */
export function routingOptions(argv: readonly string[]): RoutingOptions {
  const { data, embedder, examples, half, json = false, latency } = read(argv)
  if (json && data === undefined) throw usage('--json does one data set: it needs --data.')
  const one = json ? [10] : EXAMPLES
  return {
    data: data === undefined ? undefined : calledPath(data),
    embedder: embedder === undefined ? undefined : oneOf('--embedder', embedder, EMBEDDERS),
    examples: examples === undefined ? one : [count('--examples', examples)],
    half: half === undefined ? (data === undefined ? 'odd' : 'all') : oneOf('--half', half, HALVES),
    json,
    latency: latencyOf(latency, data),
  }
}

function read(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const options = { data: text, embedder: text, examples: text, half: text, latency: text, json: { type: 'boolean' } } as const
  try {
    return parseArgs({ args: [...argv], options }).values
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error))
  }
}

function latencyOf(given: string | undefined, data: string | undefined): number[] {
  if (given === 'none') return []
  if (given !== undefined) return given.split(',').map((part) => count('--latency', part))
  return data === undefined ? LATENCY : []
}

function count(flag: string, given: string): number {
  if (!/^\d{1,7}$/.test(given)) throw usage(`${flag} takes a whole number, not '${visibleLine(given)}'.`)
  return Number(given)
}

function oneOf<T extends string>(flag: string, given: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === given)
  if (found === undefined) throw usage(`${flag} is ${choices.join(' or ')}, not '${visibleLine(given)}'.`)
  return found
}

function usage(message: string): ClawError {
  return new ClawError('USAGE', message, { fix: USE })
}
