import { EMPTY_DRAFT } from '../../../agent-draft-rows.ts'
import { defineScreen } from '../../define-screen.ts'
import { FORM } from '../../parts/form/form-keys.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { reduceForm } from '../../parts/form/reduce-form.ts'
import { textIn, withProblems, withText } from '../../parts/form/values-in.ts'
import { PANE_AT_TOP, reducePane } from '../../parts/pane.ts'
import type { ScreenMessage } from '../../screen.ts'
import type { AgentNewData, AgentNewEffect } from './agent-new-io.ts'
import { AGENT_NEW_KEYS, REVIEW } from './agent-new-keys.ts'
import type { AgentNewState, AgentNewStep } from './agent-new-state.ts'
import { agentNewBlocks } from './agent-new-view.ts'
import { beginForm, draftForm, draftIn } from './draft-form.ts'

/** A new agent: how it begins, its fields with what is wrong and what it would be allowed, the whole folder, and then it is made. */
export const agentNewScreen = defineScreen<'agent-new', AgentNewState>({
  place: 'agent-new',
  title: 'New agent',
  keys: AGENT_NEW_KEYS,
  open: () => ({
    state: {
      phase: 'begin',
      form: beginForm(),
      base: EMPTY_DRAFT,
      task: null,
      choices: { tools: [], skills: [] },
      checked: null,
      permissions: null,
      judged: null,
      checking: 'no',
      pane: PANE_AT_TOP,
    },
    effects: [{ do: 'look' }],
  }),
  mode: ({ phase }) => (phase === 'review' ? REVIEW : phase === 'begin' || phase === 'fields' ? FORM : undefined),
  typing: ({ phase }) => phase === 'begin' || phase === 'fields',
  refused: ({ phase, task, checked }, action) => {
    if (action === 'role.editor') return phase === 'fields' ? '' : 'there is no text yet'
    if (action === 'make') return checked === null ? 'it is still checked' : ''
    return action === 'teach' && (task === null || checked?.twin == null) ? 'no other agent does such work' : ''
  },
  reduce: (state, message, { columns }) => {
    if (message.type === 'data') return told(state, message.data)
    if (state.phase === 'review') return reviewed(state, message)
    if (message.type === 'action' && message.action === 'role.editor')
      return { state, effects: [{ do: 'edit-role', text: draftOf(state).role_text }] }
    const step = state.phase === 'begin' || state.phase === 'fields' ? reduceForm(state.form, message, { columns }) : undefined
    if (step === undefined) return { state }
    if (step.outcome === 'cancel') return { state, go: { type: 'back' } }
    const filled = { ...state, form: step.form }
    if (step.outcome === 'submit')
      return state.phase === 'begin' ? begun(filled) : checking({ ...filled, phase: 'review', checked: null, pane: PANE_AT_TOP })
    return state.phase === 'fields' && changed(state, filled) ? checking(filled) : { state: filled }
  },
  view: (state, { columns }) => ({ title: 'New agent', blocks: agentNewBlocks(state, columns) }),
})

function begun(state: AgentNewState): AgentNewStep {
  const values = formValues(state.form)
  switch (values['begin']) {
    case 'python':
    case 'node':
      return { state: { ...state, phase: 'proposing' }, effects: [{ do: 'template', template: values['begin'] }] }
    case 'task': {
      const task = textIn(values, 'task').trim()
      return { state: { ...state, phase: 'proposing', task }, effects: [{ do: 'propose', task }] }
    }
    default:
      return { state: { ...state, phase: 'fields', form: draftForm(EMPTY_DRAFT, state.choices) } }
  }
}

function told(state: AgentNewState, data: AgentNewData): AgentNewStep {
  switch (data.type) {
    case 'choices':
      return { state: { ...state, choices: data.choices } }
    case 'draft':
      return checking({ ...state, phase: 'fields', base: data.draft, form: draftForm(data.draft, state.choices) })
    case 'checked':
      return toldChecks(state, data)
    case 'judged':
      return { state: { ...state, permissions: data.permissions } }
    case 'role':
      return checking({ ...state, form: withText(state.form, 'role_text', data.text) })
    case 'done':
      return { state, go: { type: 'back' }, say: { text: data.text, as: 'good' } }
    case 'failed':
      return {
        state: {
          ...state,
          phase: state.phase === 'proposing' ? 'begin' : state.phase === 'making' ? 'review' : state.phase,
          checking: 'no',
        },
      }
    default:
      return data satisfies never
  }
}

function toldChecks(state: AgentNewState, { checked }: Extract<AgentNewData, { type: 'checked' }>): AgentNewStep {
  if (state.phase !== 'fields' && state.phase !== 'review') return { state }
  const next: AgentNewState = { ...state, checked, form: withProblems(state.form, checked.problems), checking: 'no' }
  if (state.checking === 'again') return checking(next)
  if (state.phase === 'fields' || checked.problems.length === 0) return { state: next }
  const left = new Set(next.form.spec.fields.map(({ name }) => name))
  return { state: { ...next, phase: 'fields', form: { ...next.form, left } }, say: { text: checked.problems.join('\n'), as: 'bad' } }
}

/** One look at a time; what is typed meanwhile is looked at after it. */
function checking(state: AgentNewState): AgentNewStep {
  if (state.checking !== 'no') return { state: { ...state, checking: 'again' } }
  const draft = draftOf(state)
  const same = JSON.stringify(draft.tools) === JSON.stringify(state.judged)
  const judge: AgentNewEffect[] = same ? [] : [{ do: 'judge', tools: draft.tools }]
  return { state: { ...state, checking: 'yes', judged: draft.tools }, effects: [...judge, { do: 'check', draft }] }
}

function reviewed(state: AgentNewState, message: ScreenMessage<AgentNewData>): AgentNewStep {
  const pane = reducePane(state.pane, message, { id: 'folder' })
  if (pane !== undefined) return { state: { ...state, pane } }
  if (message.type !== 'action') return { state }
  switch (message.action) {
    case 'make':
      return { state: { ...state, phase: 'making' }, effects: [{ do: 'make', draft: draftOf(state) }] }
    case 'change':
      return { state: { ...state, phase: 'fields' } }
    case 'teach':
      if (state.task === null || state.checked?.twin == null) return { state }
      return { state: { ...state, phase: 'making' }, effects: [{ do: 'teach', agent_id: state.checked.twin, task: state.task }] }
    default:
      return { state }
  }
}

function changed(before: AgentNewState, after: AgentNewState): boolean {
  return JSON.stringify(draftOf(before)) !== JSON.stringify(draftOf(after))
}

function draftOf({ form, base }: AgentNewState) {
  return draftIn(form, base)
}
