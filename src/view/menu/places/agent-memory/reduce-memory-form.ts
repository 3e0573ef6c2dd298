import { formValues } from '../../parts/form/form-values.ts'
import { formQuery, reduceForm } from '../../parts/form/reduce-form.ts'
import type { ScreenContext, ScreenMessage } from '../../screen.ts'
import type { AgentMemoryData } from './agent-memory-io.ts'
import { type AgentMemoryState, type AgentMemoryStep, looked } from './agent-memory-state.ts'

type Filling = Extract<AgentMemoryState['doing'], { is: 'filling' }>

/** While the words to recall by, or the file of an export, are written. */
export function reduceMemoryForm(
  state: AgentMemoryState,
  doing: Filling,
  message: ScreenMessage<AgentMemoryData>,
  context: ScreenContext,
): AgentMemoryStep {
  const step = reduceForm(doing.form, message, context)
  if (step === undefined) return { state }
  if (step.outcome === 'cancel') return { state: { ...state, doing: { is: 'looking' } } }
  const values = formValues(step.form)
  if (step.outcome === 'submit' && doing.what === 'recall') return looked(state, { ...state.look, recall: String(values['words']).trim() })
  if (step.outcome === 'submit') {
    const { agent_id, look } = state
    const path = String(values['path']).trim()
    return {
      state: { ...state, doing: { is: 'looking' } },
      effects: [{ do: 'export', agent_id, kind: look.kind, path, overwrite: false }],
    }
  }
  const query = formQuery(step.form)?.query
  const asked = query === undefined || query === formQuery(doing.form)?.query ? [] : [{ do: 'paths', query } as const]
  return { state: { ...state, doing: { ...doing, form: step.form } }, effects: asked }
}
