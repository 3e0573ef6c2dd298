import type { App } from '../../app/app-port.ts'
import type { MemoryChoice } from '../../app/memory/memory-functions-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { plural } from '../../view/format.ts'
import type { MemoryRow } from '../../view/memory-row.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { confirm } from '../confirm.ts'
import { publicJson } from '../public-json.ts'
import { memoryFilter } from './memory-filter.ts'

const EVERYTHING = 1_000_000
const DENIED = 5

/** `claw memory forget <agent> <id> | --kind K | --run R | --all`: several at once are asked for. */
export async function forgetMemory(
  context: CommandContext,
  app: App,
  { agent, prefix }: { readonly agent: string; readonly prefix: string },
): Promise<CommandOutcome> {
  const choice = await choose(context, app, { agent, prefix })
  if (!('memory_id' in choice)) {
    const count = (await app.listMemory(agent, { ...choice, all: true, limit: EVERYTHING })).length
    if (count > 0) requireSomebody(context, agent)
    const word = context.input.options['all'] === true ? agent : 'forget'
    if (count > 0 && !(await confirm(context, `${agent} forgets ${plural(count, 'item')}, for good.`, word)))
      return { text: 'Nothing was forgotten.', result: [], exit: DENIED }
  }
  return outcome(agent, await app.forgetMemory(agent, choice))
}

// The way out names the very same items.
function requireSomebody({ interactive, input: { options } }: CommandContext, agent: string): void {
  if (interactive || options['yes'] === true) return
  const flags = ['kind', 'run'].flatMap((name) => (typeof options[name] === 'string' ? [`--${name} ${options[name]}`] : []))
  const fix = ['claw memory forget', agent, ...flags, ...(options['all'] === true ? ['--all'] : []), '--yes'].join(' ')
  throw new ClawError('USAGE', `'claw memory forget' asks before several items go, and nobody can be asked here.`, { fix })
}

async function choose(
  context: CommandContext,
  app: App,
  wanted: { readonly agent: string; readonly prefix: string },
): Promise<MemoryChoice> {
  const filter = await memoryFilter(context, app)
  const all = context.input.options['all'] === true
  const filtered = filter.kind !== undefined || filter.run_id !== undefined
  if ([wanted.prefix !== '', filtered, all].filter(Boolean).length !== 1)
    throw new ClawError('USAGE', "'claw memory forget' takes the id of one item, or --kind and --run, or --all.", {
      fix: `claw memory list ${wanted.agent}`,
    })
  return wanted.prefix === '' ? filter : { memory_id: (await app.getMemory(wanted.agent, wanted.prefix)).memory_id }
}

function outcome(agent: string, gone: readonly MemoryRow[]): CommandOutcome {
  const text =
    gone.length === 0
      ? 'There was nothing to forget.'
      : `${agent} has forgotten ${plural(gone.length, 'item')}. The logs of the runs that it was part of keep what they tell.`
  return { text, result: publicJson(gone.map(({ memory_id, kind }) => ({ memory_id, kind }))) }
}
