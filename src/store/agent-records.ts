import type { AgentMetrics, AgentUse, NewAgentUse } from './agent-use.ts'
import type { Fence } from './records.ts'

/** How agents have done. Outlives folder, index row and version of an agent; only `AgentStore.forget` takes it away. */
export interface AgentRecordStore {
  /** One use, once per attempt of a subtask: false when it was credited before. */
  credit(fence: Fence, use: NewAgentUse): boolean
  /** Up to which attempt the subtasks of a run are credited. */
  creditedAttempts(run_id: string): ReadonlyMap<string, number>
  /** It was credited where it happened: by the run that this one is a fork of. */
  markCredited(fence: Fence, done: { subtask_id: string; attempt: number }): void
  get(agent_id: string): AgentMetrics
  /** Newest first; at most 50 are kept. */
  uses(agent_id: string, limit: number): AgentUse[]
  /** Newest first, without the excused ones, since the agent was last restored. */
  judged(agent_id: string, limit: number): Pick<AgentUse, 'outcome' | 'run_id'>[]
  /** False when it is so already. */
  degrade(agent_id: string, why: { reason: string; digest: string }): boolean
  /** What it did before no longer counts for its standing. False when it is not degraded. */
  restore(agent_id: string): boolean
  /** Where it is degraded, it stays so in this form as well: claw's own change of a folder mends nothing. */
  stillDegraded(agent_id: string, digest: string): void
  /** Digest, by agent, of the form in which it was degraded. */
  degraded(): ReadonlyMap<string, string>
  /** Keeps the record of a deleted agent under another name (with an `@`, which no id has), so that a new agent of the id starts without it. */
  setAside(agent_id: string, name: string): void
  bringBack(name: string, agent_id: string): void
  forget(name: string): void
}
