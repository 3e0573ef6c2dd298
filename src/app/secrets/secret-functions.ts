import type { Secret } from '../../config/secrets/secret.ts'
import { SETTINGS } from '../../config/settings.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { systemClock } from '../../kernel/clock.ts'
import { isJsonObject, toJson } from '../../kernel/json.ts'
import type { AuditRecord } from '../../store/records.ts'
import type { SecretRow } from '../../view/rows.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'
import { checkNewSecret } from './check-new-secret.ts'
import type { NewSecret, SecretFunctions, SecretUse } from './secret-functions-port.ts'

const SHOWN_USES = 100

export function secretFunctions(services: Services): SecretFunctions {
  return {
    listSecrets: async () => rowsOf(services),
    setSecret: async (wanted) => setSecret(services, wanted),
    removeSecret: async (name) => removeSecret(services, name),
    auditSecrets: async () => {
      const { scanForSecrets } = await import('./scan-for-secrets.ts')
      return { secrets: rowsOf(services), uses: usesOf(services), ...(await scanForSecrets(services)) }
    },
  }
}

function setSecret({ secrets, store, redactor }: Services, wanted: NewSecret): Awaited<ReturnType<SecretFunctions['setSecret']>> {
  const { name, value } = wanted
  const before = secrets.find(name)
  const bound = { hosts: wanted.hosts ?? before?.hosts ?? [], agents: wanted.agents ?? before?.agents ?? [] }
  checkNewSecret({ name, value, ...bound })
  const secret = { name, value, since: new Date(systemClock.now()).toISOString(), ...bound }
  redactor.add([value])
  secrets.put(secret)
  store.audit.append({
    actor: localActor(),
    action: 'secret.set',
    target: name,
    detail: toJson({ ...bound, replaced: before !== undefined }),
  })
  return { row: toRow(secret, undefined), path: secrets.path, replaced: before !== undefined }
}

function removeSecret(services: Services, name: string): SecretRow {
  const { secrets, store } = services
  const row = rowsOf(services).find((one) => one.name === name)
  if (row === undefined || !secrets.remove(name))
    throw new ClawError('NOT_FOUND', 'There is no secret of that name.', { fix: 'claw secret list', where: secrets.path })
  store.audit.append({ actor: localActor(), action: 'secret.removed', target: name })
  return row
}

function rowsOf({ secrets, store }: Services): SecretRow[] {
  const uses = new Map(store.audit.tally('secret.used').map((use) => [use.target, use]))
  return secrets.list().map((secret) => toRow(secret, uses.get(secret.name)))
}

function toRow({ name, since, hosts, agents }: Secret, use: Pick<SecretRow, 'uses' | 'last_used_at'> | undefined): SecretRow {
  const isKey = SETTINGS.some((setting) => setting.name === name)
  const set_at = since === null ? null : Date.parse(since)
  const used = { uses: use?.uses ?? 0, last_used_at: use?.last_used_at ?? null }
  return { name, for: isKey ? 'engine' : 'tools', set_at, hosts, agents, ...used }
}

function usesOf({ store }: Services): SecretUse[] {
  return store.audit.list({ action: 'secret.used', limit: SHOWN_USES }).map(toUse)
}

function toUse({ target, at, agent_id, run_id, detail }: AuditRecord): SecretUse {
  const { tool, host } = isJsonObject(detail) ? detail : {}
  return { name: target, used_at: Date.parse(at), tool: String(tool ?? ''), host: String(host ?? ''), agent_id, run_id }
}
