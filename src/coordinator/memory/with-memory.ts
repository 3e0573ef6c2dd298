import { raceAbort } from '../../kernel/abort.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { isEmbedderFailure } from '../is-embedder-failure.ts'
import type { RunContext } from '../run-context.ts'

const UNUSABLE = ['STORE_CORRUPT', 'STORE_NEWER', 'STORE_BUSY', 'STORE_FULL', 'STATE_UNWRITABLE', 'NOT_FOUND']

/** Works with the memory of an agent. One that cannot be used never ends a run: it goes on without, and says so once. */
export async function withMemory<T>(context: RunContext, agent_id: string, without: T, work: () => Promise<T>): Promise<T> {
  if (context.withoutMemory.has(agent_id)) return without
  try {
    return await raceAbort(work(), context.signal)
  } catch (error) {
    if (!(error instanceof ClawError) || !(UNUSABLE.includes(error.code) || isEmbedderFailure(error))) throw error
    context.withoutMemory.add(agent_id)
    const text = `${agent_id} works without its memory: ${error.message}${error.fix === undefined ? '' : ` ${error.fix}`}`
    context.emit({ type: 'run.note', data: { level: 'warn', text } })
    return without
  }
}
