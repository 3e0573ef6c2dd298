import type { RunEvent } from '../../protocol/events.ts'
import type { RunStage } from '../stats/run-stage.ts'

/** Whose work an event tells of; undefined: of the stage that the run is in. */
export function stageOfEvent(event: RunEvent): RunStage | undefined {
  switch (event.type) {
    case 'run.started':
    case 'run.forked':
    case 'task.ingested':
      return 'ingest'
    case 'plan.created':
    case 'plan.revised':
    case 'plan.rejected':
      return 'plan'
    case 'route.decided':
    case 'agent.created':
    case 'agent.learned_example':
    case 'subtask.queued':
      return 'route'
    case 'subtask.started':
    case 'subtask.succeeded':
    case 'subtask.failed':
    case 'subtask.skipped':
    case 'capsule.started':
    case 'capsule.exited':
    case 'capsule.progress':
    case 'capsule.diverged':
    case 'tool.requested':
    case 'tool.decided':
    case 'tool.finished':
    case 'question.asked':
    case 'effect.in_doubt':
    case 'effect.resolved':
      return 'execute'
    case 'subtask.judged':
      return 'check'
    case 'synthesis.finished':
      return 'synthesise'
    case 'approval.requested':
      return stageOfApproval(event.data.kind)
    case 'model.requested':
    case 'model.finished':
      return stageOfPurpose(event.data.purpose)
    default:
      return undefined
  }
}

function stageOfApproval(kind: string): RunStage {
  if (kind === 'plan') return 'plan'
  return kind === 'create_agent' ? 'route' : 'execute'
}

/** Purposes may carry more behind a dot: `synthesis.repair`. */
function stageOfPurpose(purpose: string): RunStage | undefined {
  const [name] = purpose.split('.')
  switch (name) {
    case 'plan':
      return 'plan'
    case 'route':
    case 'create_agent':
      return 'route'
    case 'agent':
      return 'execute'
    case 'judge':
      return 'check'
    case 'synthesis':
      return 'synthesise'
    default:
      return undefined
  }
}
