import type { RunEvent } from '../protocol/events.ts'
import { toolLine } from './tool-line.ts'

/** What an event says a subtask is doing, in a few words; undefined: nothing new. Untrusted text. */
export function lastAction(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'subtask.failed':
      return event.data.error.message
    case 'subtask.skipped':
      return event.data.reason
    case 'capsule.progress':
      return event.data.text
    case 'tool.requested':
      return toolLine(event.data.tool, event.data.args)
    case 'model.requested':
      return `asks ${event.data.model}`
    default:
      return undefined
  }
}
