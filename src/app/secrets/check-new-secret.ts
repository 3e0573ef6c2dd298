import { checkSecretName } from '../../config/secrets/check-secret-name.ts'
import { isSecretHost, secretValueProblem } from '../../config/secrets/secret.ts'
import { SETTINGS } from '../../config/settings.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { visibleLine } from '../../kernel/visible-text.ts'

const AGENT_ID = /^[a-z0-9][a-z0-9_-]{0,63}$/

/** Throws USAGE for what may not be kept. No message tells the value, nor a name that may be one. */
export function checkNewSecret(secret: { name: string; value: string; hosts: readonly string[]; agents: readonly string[] }): void {
  checkSecretName(secret.name)
  const problem = secretValueProblem(secret.value)
  if (problem !== undefined)
    throw new ClawError('USAGE', `The value of ${secret.name} cannot be kept: ${problem}.`, { fix: `claw secret set ${secret.name}` })
  checkBinding(secret)
}

function checkBinding({ name, hosts, agents }: { name: string; hosts: readonly string[]; agents: readonly string[] }): void {
  const isKey = SETTINGS.some((one) => one.name === name)
  if (isKey && (hosts.length > 0 || agents.length > 0))
    throw new ClawError('USAGE', `${name} is the key of a model provider: it goes to that provider alone, never to a tool.`, {
      fix: `claw secret set ${name}`,
    })
  if (!isKey && hosts.length === 0)
    throw new ClawError('USAGE', `${name} needs the host that may get it: without one, no tool could use it.`, {
      fix: `claw secret set ${name} --host api.example.com`,
    })
  const badHost = hosts.find((host) => !isSecretHost(host))
  if (badHost !== undefined)
    throw new ClawError('USAGE', `'${visibleLine(badHost.slice(0, 60))}' is not one host: give api.example.com or api.example.com:8443.`, {
      fix: `claw secret set ${name} --host api.example.com`,
    })
  const badAgent = agents.find((agent) => !AGENT_ID.test(agent))
  if (badAgent !== undefined)
    throw new ClawError('USAGE', `'${visibleLine(badAgent.slice(0, 60))}' is not the id of an agent.`, { fix: 'claw agents' })
}
