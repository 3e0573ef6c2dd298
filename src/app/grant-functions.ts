import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig } from '../config/load-config.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { systemClock } from '../kernel/clock.ts'
import { type Grant, isLive } from '../policy/grants/grant.ts'
import type { Store } from '../store/store.ts'
import type { GrantRow } from '../view/rows.ts'
import type { App } from './app-port.ts'
import { localActor } from './create-run.ts'
import { openServices, type Services } from './open-services.ts'

type GrantFunctions = Pick<App, 'listGrants' | 'revokeGrants'>

export function grantFunctions(services: Services): GrantFunctions {
  const { store, grants, config } = services
  return {
    listGrants: async () => {
      const uses = new Map(store.audit.tally('grant.used').map(({ target, ...use }) => [target, use]))
      return grants.list().map((grant) => toRow(grant, grant.workspace === config.workspace ? (uses.get(grant.id) ?? UNUSED) : UNKNOWN))
    },
    revokeGrants: async (ids) => {
      const gone = grants.remove((grant) => ids === 'all' || ids.includes(grant.id))
      for (const grant of gone) await recordRevocation(services, grant)
      return gone.map((grant) => toRow(grant, UNKNOWN))
    },
  }
}

type Use = Pick<GrantRow, 'uses' | 'last_used_at'>
const UNUSED: Use = { uses: 0, last_used_at: null }
/** Uses stand in the audit log of the grant's own workspace. */
const UNKNOWN: Use = { uses: null, last_used_at: null }

function toRow(grant: Grant, use: Use): GrantRow {
  const { id, scope, match, sandboxed, workspace, by, why, run_id, created_at, expires_at } = grant
  const live = isLive(grant, systemClock.now())
  return { grant_id: id, scope, match, sandboxed, workspace, by, why, run_id, created_at, expires_at, live, ...use }
}

/** In the log of the workspace that it held in; where that is gone, in this one. */
async function recordRevocation(services: Services, grant: Grant): Promise<void> {
  if (grant.workspace === services.config.workspace) return record(services.store, grant)
  const other = await openElsewhere(grant.workspace)
  record(other?.store ?? services.store, grant)
  other?.catalog.close()
  other?.store.close()
}

// A workspace that is gone or cannot be opened must not keep a grant alive.
async function openElsewhere(workspace: string): Promise<Services | undefined> {
  if (!existsSync(join(workspace, '.closed_claw', 'registry.db'))) return undefined
  try {
    return await openServices(loadConfig({ workspace }))
  } catch (error) {
    if (error instanceof ClawError) return undefined
    throw error
  }
}

function record(store: Store, grant: Grant): void {
  const { id, workspace, match, scope, why } = grant
  const detail = { match, workspace, scope }
  store.audit.append({ actor: localActor(), action: 'grant.revoked', target: id, decision: 'revoked', reason: why, detail })
}
