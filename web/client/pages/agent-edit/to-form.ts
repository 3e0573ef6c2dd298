import type { EditableAgent } from '../../../../src/app/agents/agent-edit-port.ts'
import type { EditedForm } from '../../../../src/view/agents/agent-edit.ts'

export function toForm({ manifest, skill, digest }: EditableAgent): EditedForm {
  return { manifest, skill, digest }
}
