import type { SettingRow } from '../../../setting-rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import { confirmBlocks } from '../../parts/confirm.ts'
import { factLine, headLine as headLineOf, textLines } from '../../parts/detail-lines.ts'
import { formView } from '../../parts/form/form-view.ts'
import { chosenIndex } from '../../parts/list.ts'
import type { ScreenContext } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, type Meaning, span } from '../../span.ts'
import { chosenSetting, type SettingsState, shownSettings } from './settings-state.ts'

const MAX_NOTES = 3
const UNSET = '(unset)'

export function settingsBlocks(state: SettingsState, context: ScreenContext): Block[] {
  const { doing } = state
  const row = state.rows?.find(({ name }) => doing.is !== 'looking' && name === doing.name)
  if (doing.is === 'editing' && row !== undefined) return editBlocks(row, doing, context)
  if (doing.is === 'confirming' && row !== undefined) return askBlocks(row, state.file)
  return [
    { kind: 'text', lines: [headLine(state), ...noteLines(state)] },
    tableBlock(state),
    ...detailBlocks(chosenSetting(state), context),
  ]
}

function editBlocks(row: SettingRow, doing: Extract<SettingsState['doing'], { is: 'editing' }>, context: ScreenContext): Block[] {
  const stronger = row.wayOut === '' ? [] : [line(span(`It has its value from ${row.where}, which comes first: ${row.wayOut}`, 'warn'))]
  return [
    {
      kind: 'text',
      wrap: true,
      lines: [headLineOf(row.name), ...textLines(row.description), ...stronger, ...(doing.saving ? [line('saving...')] : [])],
    },
    formView(doing.form, context),
  ]
}

function askBlocks({ name, default: byItself, value }: SettingRow, file: string): Block[] {
  return confirmBlocks(`Take ${name} out of ${visibleLine(file)}?`, [
    factLine('now', value ?? UNSET),
    factLine('by itself', byItself === '' ? UNSET : byItself),
  ])
}

function headLine({ rows, list, changedOnly, file }: SettingsState): Line {
  const set = (rows ?? []).filter(({ origin }) => origin !== 'default').length
  const count = rows === null ? 'looking...' : `${set} of ${rows.length} set${changedOnly ? ', those alone' : ''}`
  const filter = list.filtering || list.filter !== '' ? `   /${visibleLine(list.filter)}` : ''
  return line(span(count, 'dim'), span(filter, 'accent'), span(file === '' ? '' : `   saved in ${visibleLine(file)}`, 'dim'))
}

function noteLines({ notes }: SettingsState): Line[] {
  const more = notes.length > MAX_NOTES ? [line(span(`and ${notes.length - MAX_NOTES} more notes: claw doctor --settings`, 'warn'))] : []
  return [...notes.slice(0, MAX_NOTES).map((note) => line(span(`note: ${visibleLine(note)}`, 'warn'))), ...more]
}

function tableBlock(state: SettingsState): Block {
  const rows = shownSettings(state)
  const chosen = chosenIndex(
    state.list,
    rows.map(({ name }) => name),
  )
  return {
    kind: 'table',
    columns: [{ title: 'setting' }, { title: 'value', flexible: true }, { title: 'from' }, { title: 'about', optional: true }],
    rows: rows.map((row) => ({ id: row.name, cells: cells(row) })),
    chosen,
    empty: [line(span(state.rows === null ? 'looking...' : 'no setting holds these words', 'dim'))],
  }
}

const ORIGINS: Readonly<Record<string, Meaning>> = { default: 'dim', 'config file': 'good', 'secrets.json': 'good' }

function cells({ name, value, origin, group, notes }: SettingRow): Line[] {
  return [
    line(name, span(notes.length > 0 ? ' !' : '', 'warn')),
    value === null ? line(span(UNSET, 'dim')) : line(span(visibleLine(value), origin === 'default' ? 'dim' : 'plain')),
    line(span(origin, ORIGINS[origin] ?? 'accent')),
    line(span(group, 'dim')),
  ]
}

function detailBlocks(row: SettingRow | undefined, { rows }: ScreenContext): Block[] {
  if (row === undefined) return []
  const facts = [
    factLine('takes', row.takes),
    factLine('by itself', row.default === '' ? UNSET : row.default),
    ...(row.where === '' ? [] : [factLine('from', row.where)]),
    ...row.notes.map((note) => factLine('note', note, 'warn')),
    ...(row.wayOut === '' ? [] : [factLine('change it', `it comes before config.json: ${row.wayOut}`, 'warn')]),
  ]
  return [
    { kind: 'rule', title: row.name },
    { kind: 'text', wrap: true, lines: [...textLines(row.description), ...(rows < 16 ? [] : facts)] },
  ]
}
