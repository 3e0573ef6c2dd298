import type { Connection } from './connection.ts'
import { prepareStatements } from './statements.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** An agent as it was when a run last began. */
export interface AgentFormRow {
  readonly agent_id: string
  readonly digest: string
  /** As JSON; empty for an agent that was broken then. */
  readonly manifest: string
  readonly skill_digest: string
}

export interface AgentFormStore {
  digests(): ReadonlyMap<string, string>
  get(agent_id: string): AgentFormRow | undefined
  put(forms: readonly AgentFormRow[]): void
}

const SQL = {
  digests: 'SELECT agent_id, digest FROM agent_forms',
  get: 'SELECT * FROM agent_forms WHERE agent_id = ?',
  put: `INSERT INTO agent_forms (agent_id, digest, manifest, skill_digest) VALUES (@agent_id, @digest, @manifest, @skill_digest)
    ON CONFLICT (agent_id) DO UPDATE SET digest = excluded.digest, manifest = excluded.manifest, skill_digest = excluded.skill_digest`,
} as const

export function createAgentFormStore({ connection, unit }: { connection: Connection; unit: UnitOfWork }): AgentFormStore {
  const sql = prepareStatements(connection, SQL)
  return {
    digests: () => new Map(sql.digests.all<Pick<AgentFormRow, 'agent_id' | 'digest'>>().map((row) => [row.agent_id, row.digest])),
    get: (agent_id) => sql.get.get<AgentFormRow>(agent_id),
    put: (forms) => unit.run(undefined, () => forms.forEach((form) => void sql.put.run(form))),
  }
}
