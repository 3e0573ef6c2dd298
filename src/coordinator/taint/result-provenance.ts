import type { Json, JsonObject } from '../../kernel/json.ts'
import type { MemoryItem, Provenance } from '../../protocol/messages.ts'
import type { RunContext } from '../run-context.ts'
import { provenance } from './provenance-of.ts'

/** A result of other work of this run: as far to be trusted as what the run has read. */
export function resultProvenance({ run, taint }: RunContext, from: string, result: Json): Provenance {
  const trust = taint.now().untrusted ? 'untrusted' : 'private'
  return provenance(run.run_id, { source: `result of ${from}`, trust, content: result })
}

/** What an agent remembers; `content` tells one recall of the run from another. */
export function memoryProvenance({ run }: RunContext, agent_id: string, items: readonly MemoryItem[], content: string = ''): Provenance {
  const trust = items.some((item) => item.untrusted === true) ? 'untrusted' : 'private'
  return provenance(run.run_id, { source: `memory of ${agent_id}`, trust, content: [content, items] })
}

/** What earlier runs of the session answered; what the person gave with the task is theirs, and not marked. */
export function sessionProvenance({ run, taint }: RunContext, given: JsonObject): Provenance | undefined {
  const { session } = given
  if (session === undefined) return undefined
  const trust = taint.now().untrusted ? 'untrusted' : 'private'
  return provenance(run.run_id, { source: 'earlier tasks of the session', trust, content: session })
}
