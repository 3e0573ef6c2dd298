import { ClawError } from '../../kernel/claw-error.ts'
import { specialRange } from '../net/special-address.ts'
import { targetOf } from '../network-target.ts'
import type { BoundSecret, SecretPort } from './secret-port.ts'

export interface SecretWish {
  readonly name: string
  readonly tool: string
  readonly agent_id: string
  /** Where the call goes. */
  readonly url: URL
}

/** The secret, when it may go there. Throws SECRET_UNKNOWN, SECRET_REFUSED with the command that would allow it. */
export function resolveSecret(wish: SecretWish, port: Pick<SecretPort, 'find'>): BoundSecret {
  const { name, agent_id, url } = wish
  const target = targetOf(url)
  const secret = port.find(name)
  if (secret === undefined)
    throw new ClawError(
      'SECRET_UNKNOWN',
      `There is no secret '${name}'. The user can keep one: claw secret set ${name} --host ${shortTarget(url)}`,
      {
        fix: `claw secret set ${name} --host ${shortTarget(url)}`,
      },
    )
  if (!secret.hosts.some((host) => withPort(host) === target))
    throw refused(
      `'${name}' is for ${secret.hosts.join(', ') || 'no host'}, not for ${target}.`,
      `claw secret set ${name} --host ${[...secret.hosts, shortTarget(url)].join(',')}`,
    )
  if (secret.agents.length > 0 && !secret.agents.includes(agent_id))
    throw refused(
      `'${name}' is for ${secret.agents.join(', ')}, not for ${agent_id}.`,
      `claw secret set ${name} --agent ${[...secret.agents, agent_id].join(',')}`,
    )
  if (url.protocol !== 'https:' && !isLoopback(url))
    throw refused(`'${name}' does not go over plain http to ${target}: anybody on the way could read it.`, `Use https://${url.host}.`)
  return secret
}

function withPort(host: string): string {
  return /:\d+$/.test(host) ? host : `${host}:443`
}

function shortTarget(url: URL): string {
  return targetOf(url).replace(/:443$/, '')
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || specialRange(hostname) === 'loopback'
}

function refused(message: string, fix: string): ClawError {
  return new ClawError('SECRET_REFUSED', `${message} ${fix.startsWith('claw') ? `The user can allow it: ${fix}` : fix}`, { fix })
}
