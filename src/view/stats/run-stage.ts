/** The stages of a run: what the six nodes of the graph do, the choice and the making of an agent being a stage of its own within the pool. */
export const RUN_STAGES = ['ingest', 'plan', 'route', 'execute', 'check', 'synthesise'] as const
export type RunStage = (typeof RUN_STAGES)[number]

interface StageInfo {
  readonly title: string
  /** The nodes of the graph whose work it is. */
  readonly nodes: readonly string[]
}

export const STAGE_INFO: Readonly<Record<RunStage, StageInfo>> = {
  ingest: { title: 'Take the task', nodes: ['ingest_task'] },
  plan: { title: 'Plan', nodes: ['decompose_task'] },
  route: { title: 'Choose or make an agent', nodes: ['execute_task_pool'] },
  execute: { title: 'Execute', nodes: ['execute_task_pool'] },
  check: { title: 'Check the results', nodes: ['validate_outputs'] },
  synthesise: { title: 'Put the answer together', nodes: ['synthesize_final_response', 'update_registry_and_audit'] },
}
