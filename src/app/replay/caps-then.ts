import type { Caps } from '../../coordinator/ports.ts'
import type { WireError } from '../../protocol/messages.ts'
import type { Recording } from './recording.ts'

/** A limit that stopped the run stops its replay; one that did not, or was raised, does not, whatever the settings say by now. */
export function capsThen({ events, subtasks }: Recording, caps: Caps): Caps {
  const ended = events.findLast((event) => event.type === 'run.ended')
  const errors = [...subtasks.map(({ error }) => error), ended?.type === 'run.ended' ? ended.data.error : null]
  return {
    ...caps,
    maxAgentsPerRun: limitOf(errors, 'AGENT_LIMIT') ?? Number.MAX_SAFE_INTEGER,
    maxToolCalls: limitOf(errors, 'TOOL_LIMIT') ?? Number.MAX_SAFE_INTEGER,
  }
}

/** The message names it: `The run uses 3 agents`, `more than 5 tool calls`. */
function limitOf(errors: readonly (Pick<WireError, 'code' | 'message'> | null)[], code: string): number | undefined {
  const said = errors.find((error) => error?.code === code)?.message.match(/(\d+) (?:agents|tool calls)/)?.[1]
  return said === undefined ? undefined : Number(said)
}
