import { crashpoint } from '../../kernel/crashpoint.ts'
import { type JsonObject, toJson } from '../../kernel/json.ts'
import type { Intent, IntentAnswer } from '../../protocol/messages.ts'
import type { JournalEntry } from '../../store/records.ts'
import type { AttemptSession } from './attempt-session.ts'
import { journalKind, type Placed } from './placed-intent.ts'

/**
 * Writes the intent before anything is done for it; what an earlier process wrote is taken as it is. `also` joins the transaction, and may
 * move the entry on.
 */
export function recordIntent<I extends Intent>(
  session: AttemptSession,
  placed: Placed<I>,
  also: (written: JournalEntry) => JournalEntry = (written) => written,
): JournalEntry {
  if (placed.known) return placed.known
  const { store } = session.context.ports
  crashpoint('intent.before')
  const entry = session.context.transaction(() => {
    const written = store.journal.request(session.context.fence, {
      ...session.key,
      kind: journalKind(placed.intent),
      request_hash: placed.hash,
      occurrence: placed.occurrence,
      request: placed.request,
    })
    return also(written)
  })
  crashpoint('intent.after')
  return entry
}

/** Writes the answer before it is sent. `also` joins the transaction. */
export function recordAnswer<A extends IntentAnswer>(session: AttemptSession, entry: JournalEntry, answer: A, also: () => void): A {
  const { store } = session.context.ports
  const { id: _, ...response } = answer
  crashpoint('reply.before')
  session.context.transaction(() => {
    store.journal.done(session.context.fence, entry, toJson(response) as JsonObject)
    also()
  })
  crashpoint('reply.after')
  return answer
}
