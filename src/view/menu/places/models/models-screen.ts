import { formatCost, formatDuration } from '../../../format.ts'
import type { ModelRow, ModelTrial } from '../../../model-rows.ts'
import { localServersText } from '../../../models-text.ts'
import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { textLines } from '../../parts/detail-lines.ts'
import { chosenIndex, EMPTY_LIST, FILTER_KEYS, FILTERING, LIST_KEYS, type ListState, passesFilter, reduceList } from '../../parts/list.ts'
import { PANE_AT_TOP, PANE_KEYS, type PaneState, reducePane } from '../../parts/pane.ts'
import type { ScreenMessage, Step } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import type { ModelsData, ModelsEffect } from './models-io.ts'

interface ModelsState {
  readonly found: Extract<ModelsData, { type: 'models' }> | null
  readonly list: ListState
  readonly why: PaneState | null
  readonly trying: string | null
  readonly tried: Extract<ModelsData, { type: 'tried' }> | null
}

type ModelsStep = Step<ModelsState, ModelsEffect>
const WHY = 'why'

/** The models of the provider in use: use another one, try one, and why this one is used. */
export const modelsScreen = defineScreen<'models', ModelsState>({
  place: 'models',
  title: 'Models',
  keys: [
    { action: 'use', keys: ['enter'], label: 'use', help: 'Use this model from now on, in every workspace of yours.' },
    { action: 'try', keys: ['t'], label: 'try', help: 'Text, a tool call and structured output: up to three small calls, which may cost.' },
    { action: 'why', keys: ['w'], label: 'why', help: 'Why this engine, and every place that had a say in it.' },
    { action: 'setup', keys: ['s'], label: 'set up', help: 'Another provider, key or address.' },
    { action: 'again', keys: ['r'], label: 'again', help: 'Ask the provider again.', quiet: true },
    ...LIST_KEYS,
    ...FILTER_KEYS,
    { action: 'close', keys: ['escape', 'w'], label: 'back', help: 'Back to the models.', mode: WHY },
    ...PANE_KEYS.map((row) => ({ ...row, mode: WHY })),
  ],
  open: () => ({ state: { found: null, list: EMPTY_LIST, why: null, trying: null, tried: null }, effects: [{ do: 'load' }] }),
  mode: ({ list, why }) => (list.filtering ? FILTERING : why === null ? undefined : WHY),
  typing: ({ list }) => list.filtering,
  refused: (state, action) => {
    if (action === 'use' || action === 'try')
      return shown(state).length === 0 ? 'there is no model here' : state.trying === null ? '' : 'a model is being tried'
    return action === 'why' && state.found === null ? 'it is still looked for' : ''
  },
  reduce,
  view: (state) => ({ title: 'Models', blocks: blocks(state) }),
})

function reduce(state: ModelsState, message: ScreenMessage<ModelsData>): ModelsStep {
  if (message.type === 'data') return { state: told(state, message.data) }
  if (message.type === 'uncovered') return { state, effects: [{ do: 'load' }] }
  if (state.why !== null) {
    const pane = reducePane(state.why, message, { id: WHY })
    if (pane !== undefined) return { state: { ...state, why: pane } }
    return message.type === 'action' && message.action === 'close' ? { state: { ...state, why: null } } : { state }
  }
  const ids = shown(state).map(({ id }) => id)
  const list = reduceList(state.list, message, ids)
  if (list !== undefined) return { state: { ...state, list } }
  if (message.type !== 'action') return { state }
  const model = ids[chosenIndex(state.list, ids)] ?? ''
  switch (message.action) {
    case 'use':
      return { state, effects: [{ do: 'use', model }] }
    case 'try':
      return { state: { ...state, trying: model, tried: null }, effects: [{ do: 'try', model }] }
    case 'why':
      return { state: { ...state, why: PANE_AT_TOP } }
    case 'setup':
      return { state, go: { type: 'open', destination: { to: 'setup' } } }
    case 'again':
      return { state: { ...state, found: null }, effects: [{ do: 'load' }] }
    default:
      return { state }
  }
}

function told(state: ModelsState, data: ModelsData): ModelsState {
  switch (data.type) {
    case 'models': {
      const used = data.rows.find(({ in_use }) => in_use)?.id ?? null
      return { ...state, found: data, list: { ...state.list, chosen: state.list.chosen ?? used } }
    }
    case 'tried':
      return { ...state, trying: null, tried: data }
    case 'failed':
      return { ...state, trying: null }
    default:
      return data satisfies never
  }
}

function shown({ found, list }: ModelsState): readonly ModelRow[] {
  return (found?.rows ?? []).filter(({ id }) => passesFilter(list.filter, id))
}

function blocks(state: ModelsState): Block[] {
  const { found, why, tried } = state
  if (why !== null)
    return [{ kind: 'text', id: WHY, wrap: true, grow: true, top: why.top, lines: (found?.why ?? []).map((one) => line(one)) }]
  const servers =
    found === null || found.servers.length === 0 ? [] : [line(), ...textLines(`On this machine:\n${localServersText(found.servers, null)}`)]
  return [
    { kind: 'text', wrap: true, lines: headLines(state) },
    table(state),
    ...(tried === null ? [] : trialBlocks(tried)),
    ...(servers.length === 0 ? [] : [{ kind: 'text', wrap: true, lines: servers } as const]),
  ]
}

function headLines({ found, trying, list }: ModelsState): Line[] {
  if (found === null) return [line(span('asking the provider...', 'dim'))]
  const filter = list.filtering || list.filter !== '' ? `   /${visibleLine(list.filter)}` : ''
  const head = line(
    span(found.provider, 'strong'),
    span(filter, 'accent'),
    span(trying === null ? '' : `   trying ${visibleLine(trying)}...`, 'accent'),
  )
  return found.problem === '' ? [head] : [head, line(span(visibleLine(found.problem), 'warn'))]
}

function table(state: ModelsState): Block {
  const rows = shown(state)
  return {
    kind: 'table',
    columns: [
      { title: '' },
      { title: 'model', flexible: true },
      { title: 'window', align: 'right' },
      { title: '$/M in, out', align: 'right', optional: true },
    ],
    rows: rows.map((row) => ({ id: row.id, cells: cells(row) })),
    chosen: chosenIndex(
      state.list,
      rows.map(({ id }) => id),
    ),
    empty: [line(span(state.found === null ? '' : 'No models. s connects a provider.', 'dim'))],
  }
}

function cells({ id, in_use, context_tokens, price }: ModelRow): Line[] {
  return [
    line(in_use ? span('in use', 'good') : ''),
    line(visibleLine(id)),
    line(span(context_tokens === null ? 'unknown' : String(context_tokens), 'dim')),
    line(span(price === null ? 'unknown' : `${price.input}, ${price.output}`, 'dim')),
  ]
}

function trialBlocks({ model, trials }: Extract<ModelsData, { type: 'tried' }>): Block[] {
  return [
    { kind: 'rule', title: `tried ${visibleLine(model)}` },
    { kind: 'text', wrap: true, lines: trials.map(trialLine) },
  ]
}

function trialLine({ what, ok, detail, duration_ms, cost_usd }: ModelTrial): Line {
  const cost = span(`  ${formatDuration(duration_ms)}, ${formatCost(cost_usd)}  `, 'dim')
  return line(span(ok ? 'ok      ' : 'failed  ', ok ? 'good' : 'bad'), what, cost, visibleLine(detail))
}
