import { mayUseIn } from '../../../agents/agent-edit.ts'
import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { FORM } from '../../parts/form/form-keys.ts'
import { newForm } from '../../parts/form/form-state.ts'
import { reduceForm } from '../../parts/form/reduce-form.ts'
import { withProblems } from '../../parts/form/values-in.ts'
import { PANE_AT_TOP, reducePane } from '../../parts/pane.ts'
import type { ScreenMessage } from '../../screen.ts'
import type { AgentEditData, AgentEditEffect } from './agent-edit-io.ts'
import { AGENT_EDIT_KEYS, OVERTAKEN } from './agent-edit-keys.ts'
import { type AgentEditState, type AgentEditStep, textsNow } from './agent-edit-state.ts'
import { agentEditBlocks } from './agent-edit-view.ts'
import { editForm } from './edit-form.ts'
import { problemText } from './problem-text.ts'

/** An agent's manifest and skill.md in a form: what is wrong is told as it is typed, what it would be allowed too, and nothing is lost. */
export const agentEditScreen = defineScreen<'agent-edit', AgentEditState>({
  place: 'agent-edit',
  title: 'Edit',
  keys: AGENT_EDIT_KEYS,
  open: ({ agent_id }) => ({
    state: {
      agent_id,
      agent: null,
      written: null,
      choices: { tools: [], skills: [] },
      form: newForm({ fields: [], submit: 'Save' }),
      problems: [],
      permissions: null,
      judged: null,
      checking: 'no',
      saving: false,
      overtaken: null,
      pane: PANE_AT_TOP,
    },
    effects: [{ do: 'look', agent_id }],
  }),
  mode: ({ agent, overtaken, saving }) => (overtaken !== null ? OVERTAKEN : agent === null || saving ? undefined : FORM),
  typing: ({ agent, overtaken, saving }) => agent !== null && overtaken === null && !saving,
  reduce: (state, message, { columns }) => {
    if (message.type === 'data') return told(state, message.data)
    if (state.agent === null || state.saving) return { state }
    if (state.overtaken !== null) return decided(state, message)
    if (message.type === 'action' && message.action === 'editor') {
      const field = state.form.spec.fields[state.form.focus]?.name
      return { state, effects: [{ do: 'editor', file: field === 'skill' ? 'skill' : 'manifest', texts: textsNow(state) }] }
    }
    const step = reduceForm(state.form, message, { columns })
    if (step === undefined) return { state }
    if (step.outcome === 'cancel') return { state, go: { type: 'back' } }
    const next = { ...state, form: step.form }
    if (step.outcome === 'submit') return saving(next)
    return same(state, next) ? { state: next } : checking(next)
  },
  view: (state, { columns }) => ({ title: `Edit ${visibleLine(state.agent_id)}`, blocks: agentEditBlocks(state, columns) }),
})

function told(state: AgentEditState, data: AgentEditData): AgentEditStep {
  switch (data.type) {
    case 'looked': {
      const { agent, choices } = data
      return checking({ ...state, agent, choices, form: editForm(agent.texts, choices) })
    }
    case 'checked': {
      const { problems } = data
      const next: AgentEditState = {
        ...state,
        problems,
        form: withProblems(state.form, problems.map(problemText)),
        checking: 'no',
      }
      return state.checking === 'again' ? checking(next) : { state: next }
    }
    case 'judged':
      return { state: { ...state, permissions: data.permissions } }
    case 'texts':
      return checking({
        ...state,
        form: { ...editForm(data.texts, state.choices), first: state.form.first },
        written: data.texts,
      })
    case 'saved':
      return { state, go: { type: 'back' }, say: { text: data.text, as: 'good' } }
    case 'overtaken':
      return { state: { ...state, saving: false, overtaken: data.agent, pane: PANE_AT_TOP } }
    case 'failed':
      return { state: { ...state, saving: false, checking: 'no' } }
    default:
      return data satisfies never
  }
}

function checking(state: AgentEditState): AgentEditStep {
  if (state.checking !== 'no') return { state: { ...state, checking: 'again' } }
  const texts = textsNow(state)
  const { agent_id } = state
  const judged = mayUseIn(texts.manifest)
  const same = JSON.stringify(judged) === JSON.stringify(state.judged)
  const judge: AgentEditEffect[] = same ? [] : [{ do: 'judge', agent_id, may: judged }]
  return { state: { ...state, checking: 'yes', judged }, effects: [...judge, { do: 'check', agent_id, texts }] }
}

function saving(state: AgentEditState): AgentEditStep {
  const { agent_id, agent } = state
  if (agent === null) return { state }
  return { state: { ...state, saving: true }, effects: [{ do: 'save', agent_id, texts: textsNow(state), expected: agent.digest }] }
}

function decided(state: AgentEditState, message: ScreenMessage<AgentEditData>): AgentEditStep {
  const { overtaken } = state
  const pane = reducePane(state.pane, message, { id: 'changes' })
  if (pane !== undefined) return { state: { ...state, pane } }
  if (message.type !== 'action' || overtaken === null) return { state }
  switch (message.action) {
    case 'overtaken.mine':
      // What is theirs is kept as a version; the form goes over it.
      return saving({ ...state, overtaken: null, agent: { ...overtaken, texts: state.agent?.texts ?? overtaken.texts } })
    case 'overtaken.theirs':
      return checking({ ...state, overtaken: null, agent: overtaken, written: null, form: editForm(overtaken.texts, state.choices) })
    case 'overtaken.wait':
      return { state: { ...state, overtaken: null } }
    default:
      return { state }
  }
}

function same(before: AgentEditState, after: AgentEditState): boolean {
  return JSON.stringify(textsNow(before)) === JSON.stringify(textsNow(after))
}
