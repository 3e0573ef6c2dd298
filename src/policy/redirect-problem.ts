import { isPaid, type Policy } from './decide-call.ts'
import { matchesHost } from './match-host.ts'

/** Where a request was judged for, and where an answer sends it, both `host:port`. */
export interface Redirect {
  readonly from: string
  readonly to: string
}

/**
 * Why a redirect is not followed; undefined when it may be. Nobody was asked about the host that it leads to, so one that costs money or that
 * a rule asks about or forbids is not reached this way: the call has to be made to it, and is judged then.
 */
export function redirectProblem({ from, to }: Redirect, policy: Policy): string | undefined {
  const paid = (host: string): boolean => isPaid({ host, effect: 'network' }, policy.paidHosts)
  if (paid(to) && !(paid(from) && nameOf(from) === nameOf(to))) return 'it is listed in CLOSED_CLAW_PAID_API_PROVIDERS'
  const named = (patterns: readonly string[] | undefined, host: string): boolean => patterns?.some((one) => matchesHost(one, host)) === true
  const rule = policy.rules.find(({ decision, hosts }) => decision !== 'allow' && named(hosts, to) && !named(hosts, from))
  return rule && `rule ${rule.id} says ${rule.decision}`
}

function nameOf(target: string): string {
  return target.replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase()
}
