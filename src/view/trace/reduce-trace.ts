import type { RunEvent } from '../../protocol/events.ts'
import { lastAction } from '../last-action.ts'
import { reduceApproval } from './reduce-approval.ts'
import { reduceAttempt } from './reduce-attempt.ts'
import { reduceModelCall } from './reduce-model-call.ts'
import { reducePlan } from './reduce-plan.ts'
import { reduceRunNode } from './reduce-run-node.ts'
import { reduceSubtaskNode } from './reduce-subtask-node.ts'
import { reduceToolCall } from './reduce-tool-call.ts'
import type { Trace } from './trace.ts'
import { isKind } from './trace-node.ts'
import { pathOfSubtask } from './trace-places.ts'
import { updateNode } from './update-node.ts'

/** One event later. Pure, copies only what changes; an event that was seen before (seq not above the last) changes nothing. */
export function reduceTrace(trace: Trace, event: RunEvent): Trace {
  if (event.seq <= trace.last_seq) return trace
  return seenOfSubtask(reduceType({ ...trace, last_seq: event.seq, last_event_at: Date.parse(event.at) }, event), event)
}

function seenOfSubtask(trace: Trace, event: RunEvent): Trace {
  if (event.subtask_id === null) return trace
  return updateNode(trace, pathOfSubtask(trace, event.subtask_id), (node) => {
    if (!isKind(node, 'subtask')) return node
    const detail = { ...node.detail, last_event_at: Date.parse(event.at), last_action: lastAction(event) ?? node.detail.last_action }
    return { ...node, detail }
  })
}

function reduceType(trace: Trace, event: RunEvent): Trace {
  switch (event.type) {
    case 'run.started':
    case 'run.forked':
    case 'run.resumed':
    case 'run.waiting':
    case 'run.note':
    case 'run.tainted':
    case 'run.ended':
    case 'model.circuit':
      return reduceRunNode(trace, event)
    case 'plan.created':
    case 'plan.revised':
    case 'plan.rejected':
    case 'synthesis.finished':
      return reducePlan(trace, event)
    case 'route.decided':
    case 'agent.created':
    case 'agent.learned_example':
    case 'subtask.queued':
    case 'subtask.skipped':
      return reduceSubtaskNode(trace, event)
    case 'subtask.started':
    case 'subtask.succeeded':
    case 'subtask.failed':
    case 'subtask.judged':
    case 'capsule.started':
    case 'capsule.exited':
    case 'capsule.progress':
    case 'capsule.diverged':
    case 'memory.recalled':
    case 'memory.written':
    case 'memory.refused':
    case 'agent.genome_used':
    case 'agent.credited':
      return reduceAttempt(trace, event)
    case 'model.requested':
    case 'model.streamed':
    case 'model.retried':
    case 'model.fell_back':
    case 'model.finished':
      return reduceModelCall(trace, event)
    case 'tool.requested':
    case 'tool.decided':
    case 'grant.used':
    case 'effect.in_doubt':
    case 'effect.resolved':
    case 'tool.finished':
      return reduceToolCall(trace, event)
    case 'approval.requested':
    case 'approval.decided':
    case 'grant.made':
    case 'grant.evaluated':
    case 'question.asked':
    case 'question.answered':
      return reduceApproval(trace, event)
    case 'task.ingested':
    case 'run.cancelling':
    case 'run.undone':
    case 'agent.changed':
    case 'agent.evolved':
    case 'agent.degraded':
    case 'agent.restored':
      return trace
    default:
      return event satisfies never
  }
}
