import type { EditableAgentRow } from '../../../../src/view/agent-care-rows.ts'
import type { EditedForm } from '../../../../src/view/agents/agent-edit.ts'

export function toForm({ manifest, skill, digest }: EditableAgentRow): EditedForm {
  return { manifest, skill, digest }
}
