import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import { type MetricsRow, toMetrics } from './agent-record-store.ts'
import { fromAgent, type ReadAgentRow, toAgent } from './agent-row.ts'
import type { AgentMetrics } from './agent-use.ts'
import { createAgentVectors } from './agent-vectors.ts'
import type { Connection } from './connection.ts'
import type { AgentRecord, AgentVector } from './records.ts'
import { AGENT_SQL } from './sql/agent-sql.ts'
import { prepareStatements } from './statements.ts'
import type { AgentStore } from './store.ts'
import type { UnitOfWork } from './unit-of-work.ts'
import type { VectorIndex } from './vector-index.ts'

const NO_LIMIT = -1
const MANY_AGENTS = 200

export interface AgentStoreOptions {
  readonly connection: Connection
  readonly unit: UnitOfWork
  readonly clock: Clock
  readonly index: VectorIndex
}

export function createAgentStore({ connection, unit, clock, index }: AgentStoreOptions): AgentStore {
  const sql = prepareStatements(connection, AGENT_SQL)
  const vectors = createAgentVectors(connection, index)

  function put(agent: AgentRecord, its: readonly AgentVector[], embedder: { model: string; dim: number }): void {
    unit.run(undefined, () => {
      const id = writeRow(agent)
      writeWords(id, agent, its)
      vectors.put(agent.agent_id, agent.digest, its, embedder)
    })
  }

  function writeRow(agent: AgentRecord): number {
    return sql.put.get<{ id: number }>(fromAgent(agent))?.id ?? 0
  }

  function writeWords(id: number, agent: AgentRecord, its: readonly AgentVector[]): void {
    const examples = its.filter(({ kind }) => kind === 'example').map(({ text }) => text)
    sql.removeWords.run(id)
    sql.putWords.run({ id, name: agent.name, description: agent.description, tags: agent.tags.join(' '), examples: examples.join('\n') })
  }

  function addVector(agent_id: string, vector: AgentVector, embedder: { model: string; dim: number }): void {
    unit.run(undefined, () => {
      const agent = sql.get.get<ReadAgentRow>(agent_id)
      if (agent === undefined) throw new ClawError('NOT_FOUND', `There is no agent ${agent_id}.`, { fix: 'claw agents' })
      vectors.add(agent_id, agent.digest, vector, embedder)
    })
  }

  function remove(agent_id: string): void {
    unit.run(undefined, () => {
      const agent = sql.get.get<ReadAgentRow>(agent_id)
      if (agent === undefined) return
      vectors.remove(agent_id)
      sql.removeWords.run(agent.id)
      sql.remove.run(agent_id)
    })
  }

  function forget(agent_id: string): void {
    unit.run(undefined, () => {
      remove(agent_id)
      sql.removeTrials.run(agent_id)
      sql.removeGenomes.run(agent_id)
      sql.removeUses.run(agent_id)
      sql.removeMetrics.run(agent_id)
      sql.enable.run(agent_id)
    })
  }

  const size = (): number => sql.count.get<{ agents: number }>()?.agents ?? 0

  function words(wanted: readonly string[], limit: number): { agent_id: string; bm25: number }[] {
    const quoted = wanted
      .filter((word) => /[\p{L}\p{N}]/u.test(word))
      .map((word) => `"${word.replaceAll('"', '""').replaceAll('\0', ' ')}"`)
    const query = telling(quoted).join(' OR ')
    return query === '' ? [] : sql.words.all({ query, limit })
  }

  /** Without the words that half of all agents hold: bm25 gives nothing for them, and among many agents weighing them takes most of the time. */
  function telling(quoted: readonly string[]): readonly string[] {
    const limit = Math.ceil(size() / 2)
    if (limit < MANY_AGENTS / 2) return quoted
    const rare = quoted.filter((query) => (sql.agentsWith.get<{ agents: number }>({ query, limit })?.agents ?? 0) < limit)
    return rare.length > 0 ? rare : quoted
  }

  function metricsOf(agent_ids: readonly string[]): Map<string, AgentMetrics> {
    const used = new Map(sql.metricsOf.all<MetricsRow>(JSON.stringify(agent_ids)).map((row) => [row.agent_id, row]))
    return new Map(agent_ids.map((id) => [id, toMetrics(id, used.get(id))]))
  }

  return {
    put,
    putRow: (agent) => void unit.run(undefined, () => writeRow(agent)),
    addVector,
    remove,
    forget,
    disable: (agent_id, by) => unit.run(undefined, () => sql.disable.run({ agent_id, by, now: clock.now() }).changes > 0),
    enable: (agent_id) => unit.run(undefined, () => sql.enable.run(agent_id).changes > 0),
    disabled: () => new Set(sql.disabled.all<{ agent_id: string }>().map((row) => row.agent_id)),
    get: (agent_id) => {
      const row = sql.get.get<ReadAgentRow>(agent_id)
      return row && toAgent(row)
    },
    getAll: (agent_ids) => new Map(sql.getAll.all<ReadAgentRow>(JSON.stringify(agent_ids)).map((row) => [row.agent_id, toAgent(row)])),
    list: ({ limit = NO_LIMIT } = {}) => sql.list.all<ReadAgentRow>(limit).map(toAgent),
    size,
    learned: vectors.learned,
    digests: vectors.digests,
    nearest: (query, { embedder_model, limit }) => vectors.nearest(query, embedder_model, limit),
    match: vectors.match,
    words,
    metricsOf,
  }
}
