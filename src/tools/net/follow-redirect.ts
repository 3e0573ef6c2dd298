import { ClawError } from '../../kernel/claw-error.ts'
import type { NetRequest } from './net-limits.ts'

const REDIRECTS = new Set([301, 302, 303, 307, 308])
const OF_THE_BODY = ['content-type', 'content-length', 'content-encoding', 'content-language']

/** The request that a redirect asks for, or undefined when the answer is none. Throws NET_FAILED. */
export function followRedirect(request: NetRequest, from: URL, status: number, location: string | undefined): NetRequest | undefined {
  if (!REDIRECTS.has(status) || location === undefined) return undefined
  if (!URL.canParse(location, from.href))
    throw new ClawError('NET_FAILED', `${from.host} redirects to '${masked(request, location).slice(0, 200)}', which is not a URL.`)
  const target = new URL(location, from)
  const next = rewriteMethod(request, status)
  if (target.origin === from.origin) return { ...next, url: target.href }
  if (masked(request, target.href) !== target.href) {
    throw new ClawError('NET_BLOCKED', `${from.host} redirects to ${target.host} with a secret in the address, which is not followed.`)
  }
  if (!isRead(next.method)) {
    throw new ClawError(
      'NET_FAILED',
      `${from.host} redirects the ${next.method} to ${target.host}: what is sent to one host is not sent on to another.`,
    )
  }
  // What the caller added for one host is nobody else's: not only Authorization and Cookie, a key may be in any header.
  return { ...next, url: target.href, headers: keep(next.headers, (name) => KEPT_ON_REDIRECT.has(name)) }
}

/** Headers that go along to another host: a secret may not stand in them. */
export const KEPT_ON_REDIRECT: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'accept-language', 'user-agent'])

function masked({ mask }: NetRequest, text: string): string {
  return mask?.(text) ?? text
}

function rewriteMethod(request: NetRequest, status: number): NetRequest {
  const toGet = (status === 303 && request.method !== 'HEAD') || ((status === 301 || status === 302) && request.method === 'POST')
  if (!toGet) return request
  const { body: _, ...rest } = request
  return { ...rest, method: 'GET', headers: keep(request.headers, (name) => !OF_THE_BODY.includes(name)) }
}

export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}

function keep(headers: Readonly<Record<string, string>>, wanted: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => wanted(name)))
}
