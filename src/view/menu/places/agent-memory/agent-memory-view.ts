import { formatAge, plural } from '../../../format.ts'
import type { MemoryHit, MemoryRow } from '../../../memory-row.ts'
import { memoryText } from '../../../memory-table.ts'
import { visibleLine } from '../../../shown-text.ts'
import { confirmBlocks } from '../../parts/confirm.ts'
import { textLines } from '../../parts/detail-lines.ts'
import { formView } from '../../parts/form/form-view.ts'
import { chosenIndex } from '../../parts/list.ts'
import type { ScreenContext } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, type Meaning, span } from '../../span.ts'
import { type AgentMemoryState, chosenItem, ITEM_PANE, shownItems } from './agent-memory-state.ts'

export function agentMemoryBlocks(state: AgentMemoryState, context: ScreenContext): Block[] {
  const { doing } = state
  switch (doing.is) {
    case 'filling':
      return [formView(doing.form, context)]
    case 'confirming':
      return askBlocks(state, doing)
    case 'reading': {
      const item = (state.items ?? []).find(({ memory_id }) => memory_id === doing.memory_id)
      const lines = item === undefined ? [line(span('It is not remembered any more.', 'dim'))] : textLines(memoryText(item, context.now))
      return [{ kind: 'text', id: ITEM_PANE, wrap: true, grow: true, top: doing.pane.top, lines }]
    }
    case 'looking':
      return [{ kind: 'text', lines: [headLine(state)] }, table(state, context), ...detail(chosenItem(state))]
    default:
      return doing satisfies never
  }
}

function askBlocks(state: AgentMemoryState, doing: Extract<AgentMemoryState['doing'], { is: 'confirming' }>): Block[] {
  if (doing.what === 'overwrite')
    return confirmBlocks('Write over a file?', [line(`${visibleLine(doing.path)} is there already. Its content would be lost.`)])
  const kept = line(span('The logs of the runs that it was part of keep what they tell. There is no way back.', 'dim'))
  const { choice } = doing
  if ('memory_id' in choice) {
    const item = (state.items ?? []).find(({ memory_id }) => memory_id === choice.memory_id)
    return confirmBlocks('Forget this, for good?', [...textLines(item?.text ?? ''), line(), kept])
  }
  const what = choice.kind === undefined ? 'everything' : `every ${choice.kind}`
  return confirmBlocks(`${visibleLine(state.agent_id)} forgets ${what}, for good?`, [
    line(`${plural(doing.count, 'item')} are shown; expired and superseded ones go too.`),
    kept,
  ])
}

function headLine({ items, look, list }: AgentMemoryState): Line {
  const words = [
    items === null ? 'looking...' : plural(items.length, 'item'),
    ...(look.kind === null ? [] : [`only ${look.kind}s`]),
    ...(look.all ? ['expired ones too'] : []),
    ...(look.recall === '' ? [] : [`what is recalled for: ${visibleLine(look.recall)}`]),
  ]
  const filter = list.filtering || list.filter !== '' ? `   /${visibleLine(list.filter)}` : ''
  return line(span(words.join(', '), 'dim'), span(filter, 'accent'))
}

function table(state: AgentMemoryState, { now }: ScreenContext): Block {
  const items = shownItems(state)
  const scored = items.some((item) => 'score' in item)
  return {
    kind: 'table',
    columns: [
      ...(scored ? [{ title: 'score', align: 'right' as const }] : []),
      { title: 'kind' },
      { title: 'what', flexible: true },
      { title: 'state' },
      { title: 'learned', align: 'right', optional: true },
      { title: 'run', optional: true },
      { title: 'used', align: 'right', optional: true },
    ],
    rows: items.map((item) => ({ id: item.memory_id, cells: [...(scored ? [scoreCell(item)] : []), ...cells(item, now)] })),
    chosen: chosenIndex(
      state.list,
      items.map(({ memory_id }) => memory_id),
    ),
    empty: [line(span(emptyWords(state), 'dim'))],
  }
}

function emptyWords({ items, look, list }: AgentMemoryState): string {
  if (items === null) return 'looking...'
  if (items.length > 0 && list.filter !== '') return 'no item holds these words'
  return look.recall === '' ? 'Nothing is remembered. Agents learn by runs that go well.' : 'Nothing would be recalled for that.'
}

const STATES: Readonly<Record<MemoryRow['state'], Meaning>> = { live: 'good', expired: 'dim', superseded: 'dim' }

function scoreCell(item: MemoryRow | MemoryHit): Line {
  return line('score' in item ? item.score.toFixed(2) : '')
}

function cells({ kind, text, state, pinned, untrusted, created_at, run_id, uses }: MemoryRow, now: number): Line[] {
  return [
    line(kind),
    line(visibleLine(text)),
    line(span(state, STATES[state]), span(pinned ? ' pinned' : '', 'accent'), span(untrusted ? ' untrusted' : '', 'warn')),
    line(span(formatAge(created_at, now), 'dim')),
    line(span(visibleLine(run_id.slice(0, 8)), 'dim')),
    line(span(`${uses}x`, 'dim')),
  ]
}

function detail(item: MemoryRow | undefined): Block[] {
  if (item === undefined) return []
  return [
    { kind: 'rule', title: `${item.memory_id} from run ${visibleLine(item.run_id)}` },
    { kind: 'text', wrap: true, lines: textLines(item.text) },
  ]
}
