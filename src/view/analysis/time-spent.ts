import type { RunEvent } from '../../protocol/events.ts'
import type { TimeSpent } from './analysis-rows.ts'

/** What goes on in a run between two of its events. */
export interface UnderWay {
  /** What the time from now on goes to. */
  kind(): keyof TimeSpent
  see(event: RunEvent): void
}

export function createUnderWay(): UnderWay {
  const models = new Set<string>()
  const tools = new Set<string>()
  const people = new Set<string>()
  let letGo = false

  function see(event: RunEvent): void {
    switch (event.type) {
      case 'model.requested':
        models.add(placeOf(event, event.data.intent_id))
        return
      case 'model.finished':
        models.delete(placeOf(event, event.data.intent_id))
        return
      case 'tool.requested':
        tools.add(placeOf(event, event.data.intent_id))
        return
      case 'tool.finished':
        tools.delete(placeOf(event, event.data.intent_id))
        return
      case 'approval.requested':
        people.add(event.data.approval_id)
        return
      case 'approval.decided':
        people.delete(event.data.approval_id)
        return
      case 'question.asked':
        people.add(event.data.question_id)
        return
      case 'question.answered':
        people.delete(event.data.question_id)
        return
      case 'run.resumed':
        // What was under way when the owner died is asked for again, with events of its own.
        models.clear()
        tools.clear()
        letGo = false
        return
      case 'run.ended':
        letGo = true
        return
      default:
        return
    }
  }

  function kind(): keyof TimeSpent {
    if (letGo) return people.size > 0 ? 'person_ms' : 'stopped_ms'
    if (models.size > 0) return 'model_ms'
    // A call that waits for its approval is under way too, and does nothing.
    if (tools.size > people.size) return 'tools_ms'
    return people.size > 0 ? 'person_ms' : 'own_ms'
  }

  return { kind, see }
}

function placeOf({ subtask_id, attempt }: RunEvent, intent_id: string): string {
  return `${subtask_id ?? ''} ${attempt ?? ''} ${intent_id}`
}
