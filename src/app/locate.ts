import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig } from '../config/load-config.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { requireIdPrefix } from '../kernel/ids.ts'
import { knownWorkspaces } from '../store/workspaces.ts'
import { openServices, type Services } from './open-services.ts'

type Kind = 'run' | 'approval' | 'agent'
const MIN_PREFIX = 4

/** A full id or a unique prefix, first here, then in every known workspace. Throws ID_INVALID, ID_AMBIGUOUS, NOT_FOUND. */
export async function locate(services: Services, kind: Kind, prefix: string): Promise<{ id: string; workspace: string }> {
  requireIdPrefix(prefix, kind)
  const here = only(kind, prefix, matches(services, kind, prefix))
  if (here !== undefined) return { id: here, workspace: services.config.workspace }
  if (kind === 'agent') throw notFound(kind, prefix)
  return elsewhere(services, kind, prefix)
}

function matches({ store, catalog }: Services, kind: Kind, prefix: string): string[] {
  if (kind === 'run') return prefix.length < MIN_PREFIX ? [] : store.runs.byPrefix(prefix)
  if (kind === 'approval') return prefix.length < MIN_PREFIX ? [] : store.approvals.byPrefix(prefix)
  const ids = [...catalog.list(), ...catalog.scanned().broken].map((agent) => agent.agent_id)
  if (ids.includes(prefix)) return [prefix]
  return prefix.length < MIN_PREFIX ? [] : ids.filter((id) => id.startsWith(prefix))
}

function only(kind: Kind, prefix: string, ids: readonly string[]): string | undefined {
  if (ids.length > 1)
    throw new ClawError(
      'ID_AMBIGUOUS',
      `'${prefix}' fits ${ids.length} ${kind}s: ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''}`,
    )
  return ids[0]
}

async function elsewhere(services: Services, kind: Kind, prefix: string): Promise<{ id: string; workspace: string }> {
  const { userStateDir, workspace } = services.config
  for (const other of knownWorkspaces(userStateDir)) {
    if (other === workspace || !existsSync(join(other, '.closed_claw', 'registry.db'))) continue
    const id = await lookInto(other, kind, prefix)
    if (id !== undefined) return { id, workspace: other }
  }
  throw notFound(kind, prefix)
}

// A workspace that cannot be opened must not hide the others.
async function lookInto(workspace: string, kind: Kind, prefix: string): Promise<string | undefined> {
  try {
    const other = await openServices(loadConfig({ workspace }))
    try {
      return only(kind, prefix, matches(other, kind, prefix))
    } finally {
      other.catalog.close()
      other.store.close()
    }
  } catch (error) {
    if (error instanceof ClawError && error.code !== 'ID_AMBIGUOUS') return undefined
    throw error
  }
}

function notFound(kind: Kind, prefix: string): ClawError {
  const more = prefix.length < MIN_PREFIX ? ` A prefix needs ${MIN_PREFIX} characters.` : ''
  return new ClawError('NOT_FOUND', `There is no ${kind} '${prefix}'.${more}`, { fix: `claw ${kind}s` })
}
