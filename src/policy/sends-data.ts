import type { ToolEffect } from '../protocol/messages.ts'

export interface OutgoingCall {
  readonly effect: ToolEffect
  /** Canonical arguments. */
  readonly args: unknown
  /** A request that only reads (GET, HEAD). */
  readonly reads_only: boolean
  /** Whether a program that the call starts has no way to the network. */
  readonly contained: boolean
  /** Addresses that the person typed in the task, normalised. */
  readonly named_urls: readonly string[]
  readonly named_hosts: readonly string[]
}

/**
 * Whether more can leave this machine than what the person typed. A read of an address that stands in the task word for word carries nothing, nor
 * does the front page of a host that stands there; any other name, path or query may spell out a secret, and so may a header or a body.
 */
export function sendsData({ effect, args, reads_only, contained, named_urls, named_hosts }: OutgoingCall): boolean {
  if (effect === 'spend') return true
  if (effect === 'exec') return !contained
  if (effect !== 'network') return false
  const { url, headers } = args as { readonly url?: unknown; readonly headers?: unknown }
  if (!reads_only || typeof url !== 'string' || !URL.canParse(url)) return true
  if (typeof headers === 'object' && headers !== null && Object.keys(headers).length > 0) return true
  return !isNamedHost(new URL(url), named_hosts) && !named_urls.includes(normalUrl(url))
}

// The name of a host that nobody typed may spell out a secret as well.
function isNamedHost({ host, pathname, search }: URL, named: readonly string[]): boolean {
  return pathname === '/' && search === '' && named.includes(host.toLowerCase())
}

const URL_IN_TEXT = /\bhttps?:\/\/[^\s"'<>`]+|\b(?:[a-z0-9-]+\.)+[a-z]{2,24}(?::\d+)?\/[^\s"'<>`]+/gi
const AFTER_A_SENTENCE = /[.,;:!?)\]}]+$/

/** The addresses in a task, each also without what a sentence may have put after it; one without a scheme counts for both. */
export function namedUrls(task: string): string[] {
  const found = [...task.matchAll(URL_IN_TEXT)].flatMap(([text]) => [text, text.replace(AFTER_A_SENTENCE, '')])
  const whole = found.flatMap((text) => (/^https?:/i.test(text) ? [text] : [`https://${text}`, `http://${text}`]))
  return [...new Set(whole.filter((text) => URL.canParse(text)).map(normalUrl))]
}

function normalUrl(text: string): string {
  const url = new URL(text)
  url.hash = ''
  return url.href
}
