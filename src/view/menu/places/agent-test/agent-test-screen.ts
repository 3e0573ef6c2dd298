import { agentTestText, handshakeText } from '../../../agent-test-text.ts'
import { formatDuration } from '../../../format.ts'
import { progressLine } from '../../../progress-line.ts'
import { reduceRun } from '../../../reduce-run.ts'
import { emptyRunView, type RunView } from '../../../run-view.ts'
import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import type { KeyRow } from '../../key-row.ts'
import { textLines } from '../../parts/detail-lines.ts'
import type { FormValues } from '../../parts/form/field.ts'
import { FORM, formKeys } from '../../parts/form/form-keys.ts'
import { type FormState, newForm } from '../../parts/form/form-state.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { formView } from '../../parts/form/form-view.ts'
import { reduceForm } from '../../parts/form/reduce-form.ts'
import { textIn } from '../../parts/form/values-in.ts'
import { PANE_AT_END, PANE_AT_TOP, PANE_KEYS, type PaneState, reducePane } from '../../parts/pane.ts'
import type { Step } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import type { AgentTestData, AgentTestEffect } from './agent-test-io.ts'

interface AgentTestState {
  readonly agent_id: string
  readonly form: FormState
  readonly phase: 'form' | 'going on' | 'over'
  readonly since: number
  readonly run: RunView | null
  /** What the run has told so far. */
  readonly told: readonly string[]
  /** The verdict, then what it rests on. */
  readonly verdict: { readonly passed: boolean; readonly text: string } | null
  readonly pane: PaneState
}

const OWN_KEYS: readonly KeyRow[] = [
  { action: 'test.again', keys: ['t', 'n'], label: 'another task', help: 'Try another task.' },
  { action: 'test.stop', keys: ['s'], label: 'stop', help: 'Stop the run of this test.' },
  { action: 'test.run', keys: ['enter'], label: 'open run', help: 'Everything about the run of this test.' },
  { action: 'test.approvals', keys: ['a'], label: 'approvals', help: 'Go to what waits for your word.' },
  ...PANE_KEYS,
]

/** Tries an agent: a task for real under the policy of a run, or only whether its program speaks the protocol. */
export const agentTestScreen = defineScreen<'agent-test', AgentTestState>({
  place: 'agent-test',
  title: 'Test',
  keys: [...formKeys('try it'), ...OWN_KEYS],
  open: ({ agent_id }) => ({
    state: { agent_id, form: testForm(), phase: 'form', since: 0, run: null, told: [], verdict: null, pane: PANE_AT_TOP },
  }),
  mode: ({ phase }) => (phase === 'form' ? FORM : undefined),
  typing: ({ phase }) => phase === 'form',
  refused: ({ phase, run }, action) => {
    if (action === 'test.again') return phase === 'over' ? '' : 'it still goes on; s stops it'
    if (action === 'test.stop') return phase === 'over' ? 'it is over' : run === null ? 'there is no run to stop' : ''
    return action === 'test.run' && run === null ? 'there is no run' : ''
  },
  reduce: (state, message, { columns, now }) => {
    if (message.type === 'data') return { state: told(state, message.data) }
    if (state.phase === 'form') {
      const step = reduceForm(state.form, message, { columns })
      if (step === undefined) return { state }
      if (step.outcome === 'submit') return begun({ ...state, form: step.form }, now)
      return step.outcome === 'cancel' ? { state, go: { type: 'back' } } : { state: { ...state, form: step.form } }
    }
    const pane = reducePane(state.pane, message, { id: 'told', follow: state.phase === 'going on' })
    if (pane !== undefined) return { state: { ...state, pane } }
    return message.type === 'action' ? acted(state, message.action) : { state }
  },
  view: (state, { columns, now }) => ({ title: `Test ${visibleLine(state.agent_id)}`, blocks: blocks(state, columns, now) }),
})

function testForm(): FormState {
  const options = [
    { value: 'task', label: 'a task, for real' },
    { value: 'handshake', label: 'only whether its program speaks the protocol' },
  ]
  const asksTask = ({ how }: FormValues): boolean => how === 'task'
  const help = 'It is carried out as a run with this agent, under the policy.'
  return newForm({
    submit: 'Try it',
    fields: [
      { name: 'task', label: 'task', kind: 'line', newlines: true, required: true, help, when: asksTask },
      { name: 'how', label: 'try', kind: 'choice', options },
    ],
  })
}

function begun(state: AgentTestState, now: number): Step<AgentTestState, AgentTestEffect> {
  const { agent_id, form } = state
  const values = formValues(form)
  const task = textIn(values, 'task')
  const effect = values['how'] === 'handshake' ? ({ do: 'handshake', agent_id } as const) : ({ do: 'try', agent_id, task } as const)
  return {
    state: { ...state, phase: 'going on', since: now, run: null, told: [], verdict: null, pane: PANE_AT_END },
    effects: [effect],
  }
}

function told(state: AgentTestState, data: AgentTestData): AgentTestState {
  switch (data.type) {
    case 'started':
      return { ...state, run: emptyRunView(data.run_id) }
    case 'event': {
      if (state.run === null) return state
      const run = reduceRun(state.run, data.event)
      const words = progressLine(data.event, run)
      return { ...state, run, told: words === undefined ? state.told : [...state.told, words] }
    }
    case 'tested':
      return { ...state, phase: 'over', verdict: { passed: data.tested.passed, text: agentTestText(data.tested) }, pane: PANE_AT_TOP }
    case 'shaken':
      return { ...state, phase: 'over', verdict: { passed: data.row.ok, text: handshakeText(data.row) }, pane: PANE_AT_TOP }
    case 'failed':
      return { ...state, phase: state.run === null ? 'form' : 'over' }
    default:
      return data satisfies never
  }
}

function acted(state: AgentTestState, action: string): Step<AgentTestState, AgentTestEffect> {
  const run_id = state.run?.run_id
  switch (action) {
    case 'test.again':
      return { state: { ...state, phase: 'form' } }
    case 'test.stop':
      return run_id === undefined ? { state } : { state, effects: [{ do: 'stop', run_id }] }
    case 'test.run':
      return run_id === undefined ? { state } : { state, go: { type: 'open', destination: { to: 'run', run_id } } }
    case 'test.approvals':
      return { state, go: { type: 'open', destination: { to: 'approvals' } } }
    default:
      return { state }
  }
}

function blocks(state: AgentTestState, columns: number, now: number): Block[] {
  if (state.phase === 'form') return [formView(state.form, { columns })]
  const verdict = state.verdict === null ? [] : [...textLines(state.verdict.text), line()]
  const lines = [...verdict, ...state.told.flatMap((one) => textLines(one))]
  return [
    { kind: 'text', lines: [headLine(state, now)] },
    { kind: 'text', id: 'told', wrap: true, grow: true, top: state.pane.top, lines },
  ]
}

function headLine({ phase, verdict, since, run }: AgentTestState, now: number): Line {
  const which = run === null ? '' : `   run ${run.run_id.slice(0, 8)}`
  if (verdict !== null) return line(span(verdict.passed ? 'passed' : 'failed', verdict.passed ? 'good' : 'bad'), span(which, 'dim'))
  if (phase === 'over') return line(span('it could not be followed to its end', 'warn'), span(which, 'dim'))
  return line(span(`at work, ${formatDuration(Math.max(0, now - since))}`, 'accent'), span(which, 'dim'))
}
