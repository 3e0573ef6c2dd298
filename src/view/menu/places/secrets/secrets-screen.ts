import { formatAge, plural } from '../../../format.ts'
import type { SecretRow } from '../../../rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { CONFIRM_KEYS, CONFIRMING, confirmBlocks } from '../../parts/confirm.ts'
import type { FormValues } from '../../parts/form/field.ts'
import { FORM, formKeys } from '../../parts/form/form-keys.ts'
import { type FormState, newForm } from '../../parts/form/form-state.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { formView } from '../../parts/form/form-view.ts'
import { reduceForm } from '../../parts/form/reduce-form.ts'
import { chosenIndex, EMPTY_LIST, LIST_KEYS, type ListState, reduceList } from '../../parts/list.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import type { SecretsData, SecretsEffect } from './secrets-io.ts'

interface SecretsState {
  readonly rows: readonly SecretRow[] | null
  readonly list: ListState
  readonly form: FormState | null
  /** The name of the one that is asked about before it goes. */
  readonly removing: string | null
  readonly scanned: Extract<SecretsData, { type: 'scanned' }> | null
}

type SecretsStep = Step<SecretsState, SecretsEffect>

/** Names of secrets, and whom they go to; a value goes in and never comes out. */
export const secretsScreen = defineScreen<'secrets', SecretsState>({
  place: 'secrets',
  title: 'Secrets',
  keys: [
    {
      action: 'new',
      keys: ['n'],
      label: 'new',
      help: 'Keep a secret: a key of a provider, or one for tools with the hosts that it goes to.',
    },
    { action: 'edit', keys: ['enter', 'e'], label: 'replace', help: 'Another value; the hosts and agents stay where they are left empty.' },
    { action: 'remove', keys: ['d'], label: 'remove', help: 'Take the secret out of secrets.json; asks before.' },
    {
      action: 'scan',
      keys: ['t'],
      label: 'look for leaks',
      help: 'Whether a value stands in plain text in files of this workspace or of yours.',
    },
    ...LIST_KEYS.filter(({ action }) => action !== 'list.filter'),
    ...formKeys('keep'),
    ...CONFIRM_KEYS,
  ],
  open: () => ({ state: { rows: null, list: EMPTY_LIST, form: null, removing: null, scanned: null }, effects: [{ do: 'load' }] }),
  mode: ({ form, removing }) => (form !== null ? FORM : removing !== null ? CONFIRMING : undefined),
  typing: ({ form }) => form !== null,
  refused: (state, action) => ((action === 'remove' || action === 'edit') && chosen(state) === undefined ? 'there is no secret here' : ''),
  reduce,
  view: (state, context) => ({ title: 'Secrets', blocks: blocks(state, context) }),
})

function reduce(state: SecretsState, message: ScreenMessage<SecretsData>, context: ScreenContext): SecretsStep {
  if (message.type === 'data') return told(state, message.data)
  if (message.type === 'uncovered') return { state, effects: [{ do: 'load' }] }
  if (state.form !== null) return filled(state, state.form, message, context)
  const list = reduceList(state.list, message, names(state))
  if (list !== undefined) return { state: { ...state, list } }
  return message.type === 'action' ? acted(state, message.action) : { state }
}

function told(state: SecretsState, data: SecretsData): SecretsStep {
  if (data.type === 'secrets') return { state: { ...state, rows: data.rows } }
  if (data.type === 'set') return { state: { ...state, form: null }, effects: [{ do: 'load' }], say: { text: 'Kept.', as: 'good' } }
  return data.type === 'scanned' ? { state: { ...state, scanned: data } } : { state }
}

function acted(state: SecretsState, action: string): SecretsStep {
  switch (action) {
    case 'new':
      return { state: { ...state, form: secretForm('') } }
    case 'edit':
      return { state: { ...state, form: secretForm(chosen(state)?.name ?? '') } }
    case 'remove':
      return { state: { ...state, removing: chosen(state)?.name ?? null } }
    case 'scan':
      return { state: { ...state, scanned: null }, effects: [{ do: 'scan' }] }
    case 'confirm.yes':
      if (state.removing === null) return { state }
      return { state: { ...state, removing: null }, effects: [{ do: 'remove', name: state.removing }] }
    case 'confirm.no':
      return { state: { ...state, removing: null } }
    default:
      return { state }
  }
}

function filled(state: SecretsState, form: FormState, message: ScreenMessage<SecretsData>, context: ScreenContext): SecretsStep {
  const step = reduceForm(form, message, context)
  if (step === undefined) return { state }
  if (step.outcome === 'cancel') return { state: { ...state, form: null } }
  const effects = step.outcome === 'submit' ? [wishOf(formValues(step.form))] : []
  return { state: { ...state, form: step.form }, effects }
}

function secretForm(name: string): FormState {
  return newForm({
    fields: [
      { name: 'name', label: 'name', kind: 'line', value: name, required: true, help: 'A-Z, 0-9 and _, like GITHUB_TOKEN.' },
      { name: 'value', label: 'value', kind: 'secret', required: true, help: 'Not shown; kept for you alone.' },
      { name: 'hosts', label: 'hosts', kind: 'line', help: 'Where it may be sent, separated by commas. A key of a provider needs none.' },
      { name: 'agents', label: 'agents', kind: 'line', help: 'Who may use it, separated by commas. Empty: every agent, or as it is.' },
    ],
    submit: 'Keep it',
  })
}

function wishOf(values: FormValues): SecretsEffect {
  const listed = (name: string): string[] =>
    String(values[name] ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
  const [hosts, agents] = [listed('hosts'), listed('agents')]
  return {
    do: 'set',
    name: String(values['name']).trim(),
    value: String(values['value']),
    ...(hosts.length === 0 ? {} : { hosts }),
    ...(agents.length === 0 ? {} : { agents }),
  }
}

function names({ rows }: SecretsState): readonly string[] {
  return (rows ?? []).map(({ name }) => name)
}

function chosen(state: SecretsState): SecretRow | undefined {
  return state.rows?.[chosenIndex(state.list, names(state))]
}

function blocks(state: SecretsState, context: ScreenContext): Block[] {
  if (state.form !== null) return [formView(state.form, context)]
  if (state.removing !== null)
    return confirmBlocks(`Remove ${state.removing}?`, [
      line('It still counts where it was issued: revoke it there when it is not needed any more.'),
    ])
  return [{ kind: 'text', wrap: true, lines: headLines(state) }, table(state, context)]
}

function headLines({ rows, scanned }: SecretsState): Line[] {
  const head = line(span(rows === null ? 'looking...' : plural(rows.length, 'secret'), 'dim'))
  if (scanned === null) return [head]
  const { files, exposed } = scanned
  if (exposed.length === 0) return [head, line(span(`No value stands in plain text in ${plural(files, 'file')}.`, 'good'))]
  return [
    head,
    ...exposed.map(({ name, path }) =>
      line(span(`${visibleLine(name)} stands in plain text in ${visibleLine(path)}: change it where it was issued`, 'bad')),
    ),
  ]
}

function table(state: SecretsState, { now }: ScreenContext): Block {
  return {
    kind: 'table',
    columns: [
      { title: 'secret' },
      { title: 'goes to', flexible: true },
      { title: 'agents', optional: true },
      { title: 'used', align: 'right' },
    ],
    rows: (state.rows ?? []).map((row) => ({
      id: row.name,
      cells: [
        line(visibleLine(row.name)),
        line(row.for === 'engine' ? span('its model provider', 'dim') : visibleLine(row.hosts.join(' '))),
        line(span(row.agents.length === 0 ? 'every one' : visibleLine(row.agents.join(' ')), 'dim')),
        line(span(row.last_used_at === null ? 'never' : `${row.uses}x, ${formatAge(row.last_used_at, now)}`, 'dim')),
      ],
    })),
    chosen: chosenIndex(state.list, names(state)),
    empty: [line(span(state.rows === null ? 'looking...' : 'No secret is kept. n keeps one; s in Settings connects a model.', 'dim'))],
  }
}
