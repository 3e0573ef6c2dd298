import { ClawError } from '../../kernel/claw-error.ts'
import { specialRange } from './special-address.ts'

export interface CheckedAddress {
  readonly address: string
  readonly family: 4 | 6
}

/** All addresses of a name. Rejects when there is none. */
export type Lookup = (host: string) => Promise<readonly CheckedAddress[]>

export interface TargetPolicy {
  readonly lookup: Lookup
  /** Opens one host and port although its address is special: only a rule of the user that names both. */
  readonly allow: (host: string, port: number) => boolean
}

/** A URL and the addresses that it may be fetched from, and no other. Throws NET_BLOCKED, NET_FAILED. */
export interface CheckedTarget {
  readonly url: URL
  readonly addresses: readonly CheckedAddress[]
}

export async function checkTarget(text: string, policy: TargetPolicy): Promise<CheckedTarget> {
  const url = readUrl(text)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = await addressesOf(host, policy.lookup)
  if (!policy.allow(host.toLowerCase(), portOf(url))) refuseSpecial(url, addresses)
  return { url, addresses }
}

/** The URL parser of the platform also reads the octal, hexadecimal and one-number spellings of IPv4 and gives the usual one. */
export function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined) throw new ClawError('NET_BLOCKED', `'${text.slice(0, 200)}' is not a URL.`, { fix: 'Give a whole http(s) URL.' })
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ClawError('NET_BLOCKED', `'${url.protocol}' is not fetched: only http and https.`, { fix: 'Give an http(s) URL.' })
  }
  if (url.username !== '' || url.password !== '') {
    throw new ClawError('NET_BLOCKED', `The URL of ${url.host} carries credentials.`, { fix: 'Leave user and password out of the URL.' })
  }
  return url
}

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'https:' ? 443 : 80
}

async function addressesOf(host: string, lookup: Lookup): Promise<readonly CheckedAddress[]> {
  if (/^[\d.]+$/.test(host)) return [{ address: host, family: 4 }]
  if (host.includes(':')) return [{ address: host, family: 6 }]
  const found = await lookup(host).catch((cause: unknown) => {
    throw new ClawError('NET_FAILED', `The name '${host}' could not be resolved (${reason(cause)}).`, { cause, retryable: true })
  })
  if (found.length === 0) throw new ClawError('NET_FAILED', `The name '${host}' has no address.`)
  return found
}

// One bad address among good ones is enough: who mixes them tries to get past a guard that looks at the first.
function refuseSpecial(url: URL, addresses: readonly CheckedAddress[]): void {
  for (const { address } of addresses) {
    const range = specialRange(address)
    if (range === undefined) continue
    throw new ClawError('NET_BLOCKED', `${url.host} leads to ${address} (${range}): private and special addresses are not reached.`, {
      fix: `A rule of the user's policy file that names '${url.hostname}:${portOf(url)}' opens it.`,
      data: { host: url.hostname, port: portOf(url), address, range },
    })
  }
}

function reason(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return cause instanceof Error ? cause.message : String(cause)
}
