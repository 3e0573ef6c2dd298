import { agentWhyText } from '../../../agent-why-text.ts'
import { skillWhyText } from '../../../skill-why-text.ts'
import type { AgentWhy, SkillWhy } from '../../../why-rows.ts'
import { defineScreen } from '../../define-screen.ts'
import type { KeyRow } from '../../key-row.ts'
import { textLines } from '../../parts/detail-lines.ts'
import { FORM, formKeys } from '../../parts/form/form-keys.ts'
import { type FormState, newForm } from '../../parts/form/form-state.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { formView } from '../../parts/form/form-view.ts'
import { reduceForm } from '../../parts/form/reduce-form.ts'
import { listIn, optionsWith, textIn } from '../../parts/form/values-in.ts'
import { PANE_AT_TOP, PANE_KEYS, type PaneState, reducePane } from '../../parts/pane.ts'
import type { Step } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { line, span } from '../../span.ts'
import type { WhyAbout, WhyData, WhyEffect } from './why-io.ts'

interface WhyState {
  readonly about: WhyAbout
  readonly form: FormState
  readonly asking: boolean
  readonly answer: { readonly about: 'agent'; readonly why: AgentWhy } | { readonly about: 'skill'; readonly why: SkillWhy } | null
  readonly pane: PaneState
}

const TITLES: Readonly<Record<WhyAbout, string>> = { agent: 'Who would take it', skill: 'Which skills it brings' }

const ANSWER_KEYS: readonly KeyRow[] = [
  { action: 'why.again', keys: ['w', 'e', 'n'], label: 'another task', help: 'Ask about another task.' },
  ...PANE_KEYS,
]

/** Who would be given a task and why, or which skills it would bring: nothing is done. */
export const whyScreen = defineScreen<'why', WhyState>({
  place: 'why',
  title: 'Why',
  keys: [...formKeys('ask'), ...ANSWER_KEYS],
  open: ({ about, task }) => ({
    state: { about, form: taskForm([], task), asking: false, answer: null, pane: PANE_AT_TOP },
    effects: [{ do: 'look' }],
  }),
  mode: ({ asking, answer }) => (asking || answer !== null ? undefined : FORM),
  typing: ({ asking, answer }) => !asking && answer === null,
  refused: ({ asking }, action) => (action === 'why.again' && asking ? 'it is still asked' : ''),
  reduce: (state, message, { columns }) => {
    if (message.type === 'data') return { state: told(state, message.data) }
    if (!state.asking && state.answer === null) {
      const step = reduceForm(state.form, message, { columns })
      if (step === undefined) return { state }
      if (step.outcome === 'submit') return asked({ ...state, form: step.form })
      return step.outcome === 'cancel' ? { state, go: { type: 'back' } } : { state: { ...state, form: step.form } }
    }
    const pane = reducePane(state.pane, message, { id: 'answer' })
    if (pane !== undefined) return { state: { ...state, pane } }
    return message.type === 'action' && message.action === 'why.again' ? { state: { ...state, answer: null } } : { state }
  },
  view: (state, { columns }) => ({ title: TITLES[state.about], blocks: blocks(state, columns) }),
})

function taskForm(tools: readonly string[], task: string): FormState {
  return newForm({
    submit: 'Ask',
    fields: [
      {
        name: 'task',
        label: 'task',
        kind: 'line',
        newlines: true,
        required: true,
        value: task,
        help: 'As you would type it. Nothing is done.',
      },
      {
        name: 'tools',
        label: 'needs',
        kind: 'several',
        options: optionsWith(tools, []),
        help: 'Tools that the work needs, if you know. Space marks one.',
      },
    ],
  })
}

function told(state: WhyState, data: WhyData): WhyState {
  switch (data.type) {
    case 'tools':
      return { ...state, form: taskForm(data.tools, textIn(formValues(state.form), 'task')) }
    case 'agent':
      return { ...state, asking: false, answer: { about: 'agent', why: data.why }, pane: PANE_AT_TOP }
    case 'skill':
      return { ...state, asking: false, answer: { about: 'skill', why: data.why }, pane: PANE_AT_TOP }
    case 'failed':
      return { ...state, asking: false }
    default:
      return data satisfies never
  }
}

function asked(state: WhyState): Step<WhyState, WhyEffect> {
  const values = formValues(state.form)
  const question = { about: state.about, task: textIn(values, 'task'), tools: listIn(values, 'tools') }
  return { state: { ...state, asking: true }, effects: [{ do: 'ask', ...question }] }
}

function blocks({ form, asking, answer, pane }: WhyState, columns: number): Block[] {
  if (asking) return [{ kind: 'text', lines: [line(span('asking...', 'accent'))] }]
  if (answer === null) return [formView(form, { columns })]
  const text = answer.about === 'agent' ? agentWhyText(answer.why, { columns }) : skillWhyText(answer.why, { columns })
  return [{ kind: 'text', id: 'answer', grow: true, top: pane.top, lines: textLines(text) }]
}
