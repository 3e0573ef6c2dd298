import type { IncomingMessage } from 'node:http'
import type { Refusal } from './refusal.ts'

/** What is looked at: nothing of a request is parsed, routed or read before. */
export type WireRequest = Pick<IncomingMessage, 'url' | 'rawHeaders' | 'headers' | 'method'>

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
const OVERRIDES = ['x-http-method-override', 'x-http-method', 'x-method-override']
/** In any spelling: a step up, a null byte, a backslash, a slash that is no separator, a percent sign that was encoded twice. */
const TRICKS = /\/\/|\\|(^|\/)(\.|%2e){1,2}(\/|$)|%(00|2f|5c|25)|%(?![0-9a-f]{2})/i
const CREDENTIAL = /^((access|auth|id|session)[_-]?)?token$|^claw-session/i

/** The first checks, on the request as it came over the wire: no library has made it look better by then. */
export function wireRefusal(request: WireRequest, hosts: readonly string[]): Refusal | undefined {
  return badHost(request, hosts) ?? badMethod(request) ?? badTarget(request) ?? badQuery(request) ?? badUpgrade(request)
}

function badHost({ rawHeaders, headers }: WireRequest, hosts: readonly string[]): Refusal | undefined {
  const given = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  if (given.length > 1) return { status: 400, rule: 'host', detail: 'The request has more than one Host.' }
  if (hosts.includes((headers.host ?? '').toLowerCase())) return undefined
  return {
    status: 403,
    rule: 'host',
    detail: `This dashboard answers to ${hosts.join(', ')} only.`,
    fix: 'Through a tunnel, give it the same port at both ends: ssh -L 7860:127.0.0.1:7860 <machine>',
  }
}

function badMethod({ method = '', headers }: WireRequest): Refusal | undefined {
  if (!METHODS.includes(method)) return { status: 405, rule: 'method', detail: `${method} is not used here.` }
  const override = OVERRIDES.find((name) => headers[name] !== undefined)
  return override === undefined
    ? undefined
    : { status: 400, rule: 'method', detail: `The method stands in the request line, not in ${override}.` }
}

function badTarget({ url = '' }: WireRequest): Refusal | undefined {
  const [path = ''] = url.split('?', 1)
  if (path.startsWith('/') && !TRICKS.test(path)) return undefined
  return { status: 400, rule: 'path', detail: 'The path is not one that this dashboard has.' }
}

function badQuery({ url = '' }: WireRequest): Refusal | undefined {
  const start = url.indexOf('?')
  if (start === -1) return undefined
  const names = [...new URLSearchParams(url.slice(start + 1)).keys()]
  if (!names.some((name) => CREDENTIAL.test(name))) return undefined
  return { status: 400, rule: 'query', detail: 'A token or session does not belong into an address: addresses are kept and passed on.' }
}

function badUpgrade({ headers }: WireRequest): Refusal | undefined {
  if (headers.upgrade === undefined) return undefined
  return { status: 400, rule: 'upgrade', detail: 'The connection stays plain HTTP/1.1: there are no web sockets here.' }
}
