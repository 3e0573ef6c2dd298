import type { PolicyRow, PolicyRuleRow } from '../../../policy-rows.ts'
import { conditionsText, ruleChangeText } from '../../../policy-text.ts'
import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { CONFIRM_KEYS, CONFIRMING, confirmBlocks } from '../../parts/confirm.ts'
import { decisionSpan } from '../../parts/decision-span.ts'
import { factLine, textLines } from '../../parts/detail-lines.ts'
import { FORM, formKeys } from '../../parts/form/form-keys.ts'
import { type FormState, newForm } from '../../parts/form/form-state.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { formView } from '../../parts/form/form-view.ts'
import { reduceForm } from '../../parts/form/reduce-form.ts'
import { chosenIndex, EMPTY_LIST, FILTER_KEYS, FILTERING, LIST_KEYS, type ListState, passesFilter, reduceList } from '../../parts/list.ts'
import { PANE_AT_TOP, PANE_KEYS, type PaneState, reducePane } from '../../parts/pane.ts'
import { verdictLines } from '../../parts/verdict-lines.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import type { PolicyData, PolicyEffect } from './policy-io.ts'
import { ruleForm, ruleOf } from './rule-form.ts'

interface PolicyState {
  readonly policy: PolicyRow | null
  readonly list: ListState
  readonly doing:
    | { readonly is: 'looking' }
    | { readonly is: 'filling'; readonly what: 'rule' | 'command'; readonly form: FormState }
    | { readonly is: 'removing'; readonly id: string }
    /** Something to be read: a verdict, or what a change did. */
    | { readonly is: 'reading'; readonly lines: readonly Line[]; readonly pane: PaneState }
}

type PolicyStep = Step<PolicyState, PolicyEffect>
const READING = 'reading'
const LOOKING = { is: 'looking' } as const

/** Every rule in force, where it comes from and who wins; your own ones are added, tried and removed. */
export const policyScreen = defineScreen<'policy', PolicyState>({
  place: 'policy',
  title: 'Policy',
  keys: [
    { action: 'new', keys: ['n'], label: 'new rule', help: 'A rule of your own: allow, ask or deny.' },
    { action: 'remove', keys: ['d'], label: 'remove', help: 'Take a rule out of its file; asks before.' },
    {
      action: 'test',
      keys: ['t'],
      label: 'try a command',
      help: 'What the policy says to a command line. Nothing is done. Other tools: Tools.',
    },
    { action: 'order', keys: ['w'], label: 'who wins', help: 'In which order the rules are looked at, and the files they stand in.' },
    ...LIST_KEYS,
    ...FILTER_KEYS,
    ...formKeys('go'),
    ...CONFIRM_KEYS,
    { action: 'close', keys: ['escape'], label: 'back', help: 'Back to the rules.', mode: READING },
    ...PANE_KEYS.map((row) => ({ ...row, mode: READING })),
  ],
  open: () => ({ state: { policy: null, list: EMPTY_LIST, doing: LOOKING }, effects: [{ do: 'load' }] }),
  mode: ({ list, doing }) =>
    list.filtering ? FILTERING : { looking: undefined, filling: FORM, removing: CONFIRMING, reading: READING }[doing.is],
  typing: ({ list, doing }) => list.filtering || doing.is === 'filling',
  refused: (state, action) => {
    if (action === 'order') return state.policy === null ? 'the policy is still read' : ''
    return action === 'remove' && chosen(state)?.file == null ? 'it stands in no file: CLOSED_CLAW_POLICY chooses the preset' : ''
  },
  reduce,
  view: (state, context) => ({ title: 'Policy', blocks: blocks(state, context) }),
})

function reduce(state: PolicyState, message: ScreenMessage<PolicyData>, context: ScreenContext): PolicyStep {
  const { doing } = state
  if (message.type === 'data') return told(state, message.data)
  if (message.type === 'uncovered') return { state, effects: [{ do: 'load' }] }
  if (doing.is === 'filling') return filled(state, doing, message, context)
  if (doing.is === 'reading') {
    const pane = reducePane(doing.pane, message, { id: READING })
    if (pane !== undefined) return { state: { ...state, doing: { ...doing, pane } } }
  } else {
    const list = reduceList(state.list, message, shown(state).map(idOf))
    if (list !== undefined) return { state: { ...state, list } }
  }
  return message.type === 'action' ? acted(state, message.action) : { state }
}

function acted(state: PolicyState, action: string): PolicyStep {
  const { doing, policy } = state
  switch (action) {
    case 'new':
      return { state: { ...state, doing: { is: 'filling', what: 'rule', form: ruleForm() } } }
    case 'test':
      return { state: { ...state, doing: { is: 'filling', what: 'command', form: COMMAND_FORM } } }
    case 'order':
      return policy === null ? { state } : { state: { ...state, doing: reading(orderLines(policy)) } }
    case 'remove':
      return { state: { ...state, doing: { is: 'removing', id: chosen(state)?.id ?? '' } } }
    case 'confirm.yes':
      return doing.is === 'removing' ? { state: { ...state, doing: LOOKING }, effects: [{ do: 'remove', id: doing.id }] } : { state }
    case 'confirm.no':
    case 'close':
      return { state: { ...state, doing: LOOKING } }
    default:
      return { state }
  }
}

const COMMAND_FORM = newForm({
  fields: [{ name: 'cmd', label: 'command', kind: 'line', required: true, help: 'As it would be typed into bash. It is judged, not run.' }],
  submit: 'Judge it',
})

function filled(
  state: PolicyState,
  doing: Extract<PolicyState['doing'], { is: 'filling' }>,
  message: ScreenMessage<PolicyData>,
  context: ScreenContext,
): PolicyStep {
  const step = reduceForm(doing.form, message, context)
  if (step === undefined) return { state }
  if (step.outcome === 'cancel') return { state: { ...state, doing: LOOKING } }
  const next = { ...state, doing: { ...doing, form: step.form } }
  if (step.outcome === 'edited') return { state: next }
  const values = formValues(step.form)
  if (doing.what === 'rule') return { state: next, effects: [{ do: 'add', ...ruleOf(values) }] }
  return { state: next, effects: [{ do: 'judge', tool: 'terminal', args: { cmd: String(values['cmd']) } }] }
}

function told(state: PolicyState, data: PolicyData): PolicyStep {
  switch (data.type) {
    case 'policy':
      return { state: { ...state, policy: data.policy } }
    case 'judged':
      return { state: { ...state, doing: reading(verdictLines(data.verdict)) } }
    case 'changed':
      return { state: { ...state, policy: data.policy, doing: reading(textLines(ruleChangeText(data.what, data.change))) } }
    case 'refused':
      return { state }
    default:
      return data satisfies never
  }
}

function reading(lines: readonly Line[]): PolicyState['doing'] {
  return { is: 'reading', lines, pane: PANE_AT_TOP }
}

function orderLines({ preset, order, files }: PolicyRow): Line[] {
  const rows = files.map(({ origin, path, exists, rules }) => factLine(origin, `${path}   ${exists ? `${rules} rules` : 'not there'}`))
  return [
    factLine('preset', `${preset} (CLOSED_CLAW_POLICY)`),
    ...rows,
    line(),
    ...order.map((step, index) => line(`${index + 1}. ${visibleLine(step)}`)),
  ]
}

function idOf({ id, origin }: PolicyRuleRow): string {
  return `${origin} ${id}`
}

function shown({ policy, list }: PolicyState): readonly PolicyRuleRow[] {
  return (policy?.rules ?? []).filter((rule) => passesFilter(list.filter, `${rule.id} ${rule.decision} ${rule.origin} ${whenOf(rule)}`))
}

function chosen(state: PolicyState): PolicyRuleRow | undefined {
  const rules = shown(state)
  return rules[chosenIndex(state.list, rules.map(idOf))]
}

function whenOf({ when }: PolicyRuleRow): string {
  return typeof when === 'string' ? when : conditionsText(when)
}

function blocks(state: PolicyState, context: ScreenContext): Block[] {
  const { doing, policy, list } = state
  if (doing.is === 'filling') return [formView(doing.form, context)]
  if (doing.is === 'reading') return [{ kind: 'text', id: READING, wrap: true, grow: true, top: doing.pane.top, lines: doing.lines }]
  if (doing.is === 'removing')
    return confirmBlocks(`Remove the rule ${visibleLine(doing.id)}?`, [factLine('when', whenOf(chosen(state) ?? NO_RULE))])
  const filter = list.filtering || list.filter !== '' ? `   /${visibleLine(list.filter)}` : ''
  const head = line(
    span(policy === null ? 'looking...' : `preset ${policy.preset}, ${policy.rules.length} rules`, 'dim'),
    span(filter, 'accent'),
  )
  return [{ kind: 'text', lines: [head] }, table(state), ...detail(chosen(state))]
}

const NO_RULE: PolicyRuleRow = { id: '', decision: 'ask', origin: 'preset', file: null, when: '', reason: '', counts: true }

function table(state: PolicyState): Block {
  const rules = shown(state)
  return {
    kind: 'table',
    columns: [{ title: 'says' }, { title: 'rule' }, { title: 'from' }, { title: 'when', flexible: true, optional: true }],
    rows: rules.map((rule) => ({
      id: idOf(rule),
      cells: [
        rule.counts ? line(decisionSpan(rule.decision)) : line(span(`(${rule.decision})`, 'dim')),
        line(visibleLine(rule.id)),
        line(span(rule.origin, rule.file === null ? 'dim' : 'accent')),
        line(visibleLine(whenOf(rule))),
      ],
    })),
    chosen: chosenIndex(state.list, rules.map(idOf)),
    empty: [line(span(state.policy === null ? 'looking...' : 'no rule holds these words', 'dim'))],
  }
}

function detail(rule: PolicyRuleRow | undefined): Block[] {
  if (rule === undefined) return []
  const idle = rule.counts ? [] : [line(span('It does not count: the file of a workspace may only narrow.', 'warn'))]
  return [
    { kind: 'rule', title: visibleLine(rule.id) },
    {
      kind: 'text',
      wrap: true,
      lines: [
        line(visibleLine(whenOf(rule))),
        ...(rule.reason === '' ? [] : [factLine('why', rule.reason)]),
        ...(rule.file === null ? [] : [factLine('file', rule.file)]),
        ...idle,
      ],
    },
  ]
}
