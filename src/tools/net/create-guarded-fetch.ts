import type { Dispatcher } from 'undici'
import { abortReason } from '../../kernel/abort.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { targetOf } from '../network-target.ts'
import { type CheckedTarget, checkTarget, type Lookup } from './check-target.ts'
import { followRedirect } from './follow-redirect.ts'
import { type GuardedFetch, NET_LIMITS, type NetLimits, type NetRequest, type NetResponse } from './net-limits.ts'
import { ACCEPTED_ENCODINGS, readBody } from './read-body.ts'
import { systemLookup } from './system-lookup.ts'

export interface GuardedFetchOptions {
  /** Host in lower case without brackets. Opens that host and port although its address is special. */
  readonly allow?: (host: string, port: number) => boolean
  /** Why an answer may not send the request on to this `host:port`; undefined: it may. */
  readonly redirectProblem?: (redirect: { readonly from: string; readonly to: string }) => string | undefined
  readonly limits?: Partial<NetLimits>
  readonly lookup?: Lookup
}

/** HTTP that reaches the public internet only: every address is checked, and the checked address is the one that is connected to. */
export function createGuardedFetch(options: GuardedFetchOptions = {}): GuardedFetch {
  const policy = { lookup: options.lookup ?? systemLookup, allow: options.allow ?? (() => false) }
  const limits = { ...NET_LIMITS, ...options.limits }

  async function follow(first: NetRequest, signal: AbortSignal): Promise<NetResponse> {
    let request = first
    for (let redirects = 0; ; redirects += 1) {
      const target = await raced(checkTarget(request.url, policy), signal)
      const answer = await exchange(target, request, limits, signal)
      if ('response' in answer) return answer.response
      if (redirects >= limits.redirects) throw new ClawError('NET_FAILED', `${first.url} redirects more than ${limits.redirects} times.`)
      refuseRedirect(target.url, answer.next, options)
      request = answer.next
    }
  }

  return async (request) => {
    const timeout = AbortSignal.timeout(request.timeout_ms)
    try {
      return await follow(request, AbortSignal.any([request.signal, timeout]))
    } catch (error) {
      throw explain(error, request, timeout)
    }
  }
}

async function exchange(
  target: CheckedTarget,
  request: NetRequest,
  limits: NetLimits,
  signal: AbortSignal,
): Promise<{ response: NetResponse } | { next: NetRequest }> {
  const agent = await agentFor(target)
  try {
    const got = await agent.request({
      origin: target.url.origin,
      path: `${target.url.pathname}${target.url.search}`,
      method: request.method as Dispatcher.HttpMethod,
      headers: { 'accept-encoding': ACCEPTED_ENCODINGS, ...request.headers },
      body: request.body ?? null,
      signal,
    })
    const headers = flat(got.headers)
    const next = followRedirect(request, target.url, got.statusCode, headers['location'])
    if (next !== undefined) return { next }
    const encoding = request.method === 'HEAD' ? undefined : headers['content-encoding']
    const read = await readBody(got.body, encoding, limits.body_bytes)
    return { response: { url: target.url.href, status: got.statusCode, headers, ...read } }
  } finally {
    // Not awaited: a body that is left unread would hold it up, and nobody waits for its end.
    void agent.destroy().catch(() => undefined)
  }
}

/** Used once: it knows no other address than the checked ones, so a name that resolves differently a moment later changes nothing. */
async function agentFor({ addresses }: CheckedTarget): Promise<Dispatcher> {
  const { Agent } = await import('./undici-agent.ts')
  const all = addresses.map(({ address, family }) => ({ address, family }))
  return new Agent({
    connect: {
      lookup: (_host, wanted, done) => {
        const first = all[0]
        if (wanted.all) done(null, all)
        else if (first) done(null, first.address, first.family)
      },
    },
    pipelining: 0,
    headersTimeout: 0,
    bodyTimeout: 0,
  })
}

// Judged like a call of its own would be: what a person allowed for one host says nothing about the next.
function refuseRedirect(from: URL, { url }: NetRequest, { redirectProblem }: GuardedFetchOptions): void {
  const to = new URL(url)
  const problem = redirectProblem?.({ from: targetOf(from), to: targetOf(to) })
  if (problem === undefined) return
  throw new ClawError('POLICY_DENIED', `${from.host} redirects to ${to.host}, which is not followed: ${problem}.`, {
    fix: `Call ${to.host} itself: that is decided by a person or a rule.`,
  })
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')] as const)
  return Object.fromEntries(entries)
}

function raced<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason)
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

function explain(error: unknown, request: NetRequest, timeout: AbortSignal): Error {
  if (error instanceof ClawError) return error
  if (request.signal.aborted) return abortReason(request.signal)
  const host = URL.canParse(request.url) ? new URL(request.url).host : request.url
  if (timeout.aborted) {
    return new ClawError('TOOL_TIMEOUT', `${host} was not done within ${request.timeout_ms / 1000} s. Raise timeout_s.`, {
      retryable: true,
    })
  }
  return new ClawError('NET_FAILED', `The request to ${host} failed: ${message(error)}.`, { cause: error, retryable: true })
}

function message(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? ` (${String(error.code)})` : ''
  return `${error.message || error.name}${code}`
}
