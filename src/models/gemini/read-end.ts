import { visibleLine } from '../../kernel/visible-text.ts'
import { WireGarbage } from '../wire/http-failure.ts'
import type { WireReply } from '../wire/provider-wire.ts'

export type GeminiEnd = Pick<WireReply, 'finish' | 'note'> | { readonly garbage: WireGarbage }

type Told = Readonly<Partial<Record<'finishReason' | 'finishMessage' | 'blockReason' | 'blockReasonMessage', string | null | undefined>>>

// Whatever the API may add to them: what is neither an answer nor a filter is an error that names itself.
const FILTERS = ['SAFETY', 'RECITATION', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII', 'LANGUAGE', 'IMAGE_SAFETY']

/** Why an answer ended, or why there is none; undefined while it goes on. */
export function readEnd(told: Told): GeminiEnd | undefined {
  if (told.blockReason) return filtered('the prompt was blocked', told.blockReason, told.blockReasonMessage)
  const reason = told.finishReason
  if (!reason || reason === 'FINISH_REASON_UNSPECIFIED') return undefined
  if (reason === 'STOP') return { finish: 'done', note: '' }
  if (reason === 'MAX_TOKENS') return { finish: 'cut', note: '' }
  if (FILTERS.includes(reason)) return filtered('the answer was stopped', reason, told.finishMessage)
  // A call that the model could not write down is often written well at the next try.
  return { garbage: new WireGarbage(`ended its answer with ${said(reason, told.finishMessage)}`, reason !== 'MISSING_THOUGHT_SIGNATURE') }
}

function filtered(what: string, reason: string, message: Told['finishMessage']): GeminiEnd {
  return { finish: 'filtered', note: `${what} (${said(reason, message)})` }
}

function said(reason: string, message: Told['finishMessage']): string {
  return visibleLine([reason, message].filter(Boolean).join(': ')).slice(0, 300)
}
