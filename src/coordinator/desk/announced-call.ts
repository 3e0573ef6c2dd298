import { sha256 } from '../../kernel/hash.ts'
import { isJsonObject, type Json } from '../../kernel/json.ts'
import type { ApprovalRecord } from '../../store/records.ts'
import type { JudgedCall } from '../../tools/executor.ts'
import { targetOf } from '../../tools/network-target.ts'
import type { AttemptSession } from './attempt-session.ts'

/** The address that an announcement stands for: approved for it, a call to this very address is not asked for again, once. */
export function announcedAddress(endpoint: string): { readonly host: string | null; readonly hash: string | null } {
  const url = readAddress(endpoint)
  return url ? { host: targetOf(url), hash: hashOf(url) } : { host: null, hash: null }
}

/** Takes the approval of an announcement for this call. Inside the transaction that writes the decision. */
export function spendAnnouncement(session: AttemptSession, { judged }: JudgedCall): ApprovalRecord | undefined {
  const wanted = announcementOf(session, judged.args)
  return wanted && session.context.ports.store.approvals.spend(session.context.fence, wanted)
}

/** The price that was approved for a call to this very address; null when none was. */
export function announcedPrice(session: AttemptSession, args: Json): number | null {
  const wanted = announcementOf(session, args)
  const row = wanted && session.context.ports.store.approvals.announced(session.key.run_id, wanted)
  const price = row && isJsonObject(row.args) ? row.args['estimated_cost_usd'] : undefined
  return typeof price === 'number' ? price : null
}

function announcementOf({ key: { subtask_id, attempt } }: AttemptSession, args: Json) {
  const url = isJsonObject(args) && typeof args['url'] === 'string' ? readAddress(args['url']) : undefined
  return url && { subtask_id, attempt, announces: hashOf(url) }
}

// An agent may leave the scheme out: what it announces counts all the same.
function readAddress(text: string): URL | undefined {
  const [whole, bare] = [text.trim(), `https://${text.trim()}`]
  if (/^https?:\/\//i.test(whole)) return URL.canParse(whole) ? new URL(whole) : undefined
  return URL.canParse(bare) ? new URL(bare) : undefined
}

function hashOf(address: URL): string {
  const url = new URL(address)
  url.hash = ''
  return sha256(url.href)
}
