import { toJson } from '../../kernel/json.ts'
import type { JournalKey } from '../../store/records.ts'
import type { RunContext } from '../run-context.ts'
import { type AskInput, type AskVerdict, askPerson } from './ask-person.ts'

/**
 * Asks what no intent of a capsule stands for, and keeps the answer in the journal: a resume does not ask again. `also` writes what follows from
 * it, in the same transaction.
 */
export async function askOnce(
  context: RunContext,
  scope: Omit<JournalKey, 'run_id'>,
  input: AskInput,
  also: (verdict: AskVerdict) => void = () => undefined,
): Promise<AskVerdict> {
  const { journal } = context.ports.store
  const key = { run_id: context.run.run_id, ...scope }
  const known = journal.find(key, input.args_hash, 1)
  if (known?.state === 'done') return known.response as unknown as AskVerdict
  const request = context.ports.redactor.json(input.args)
  const entry = known ?? journal.request(context.fence, { ...key, kind: 'ask_user', request_hash: input.args_hash, occurrence: 1, request })
  return askPerson(context, input, (verdict) => {
    journal.done(context.fence, entry, toJson(verdict))
    also(verdict)
    return verdict
  })
}
