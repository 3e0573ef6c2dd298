import { plural } from '../../../format.ts'
import { visibleLine } from '../../../shown-text.ts'
import type { SkillRow } from '../../../skill-rows.ts'
import { defineScreen } from '../../define-screen.ts'
import { acceptBlocks, acceptRefusal } from '../../parts/accept-question.ts'
import { CONFIRM_KEYS, CONFIRMING } from '../../parts/confirm.ts'
import { factLine } from '../../parts/detail-lines.ts'
import { chosenIndex, EMPTY_LIST, FILTER_KEYS, FILTERING, LIST_KEYS, type ListState, reduceList } from '../../parts/list.ts'
import type { ScreenContext, Step } from '../../screen.ts'
import type { Block, TableBlock } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import { type SkillEntry, skillEntries } from './skill-entries.ts'
import { skillStanding } from './skill-standing.ts'
import type { SkillsEffect } from './skills-io.ts'

interface SkillsState {
  /** Null: not read yet. */
  readonly skills: readonly SkillRow[] | null
  readonly list: ListState
  readonly looking: boolean
  /** Asked about: whether it is to be taken as it is now. */
  readonly accepting: SkillRow | null
}

const LOOK: SkillsEffect = { do: 'look' }
const WIDE = 150
/** With fewer rows, the list has them all. */
const LOW = 16

/** Every skill there is, those that are not used with the reason. */
export const skillsScreen = defineScreen<'skills', SkillsState>({
  place: 'skills',
  title: 'Skills',
  keys: [
    { action: 'open', keys: ['enter'], label: 'open', help: 'Everything about the chosen skill.' },
    ...LIST_KEYS,
    { action: 'why', keys: ['w'], label: 'why', help: 'Which skills a task would bring, and why.' },
    { action: 'accept', keys: ['a'], label: 'accept', help: 'Take the chosen skill as it is now, changes and all.' },
    ...FILTER_KEYS,
    ...CONFIRM_KEYS,
  ],
  open: () => ({ state: { skills: null, list: EMPTY_LIST, looking: true, accepting: null }, effects: [LOOK] }),
  mode: ({ list, accepting }) => (accepting !== null ? CONFIRMING : list.filtering ? FILTERING : undefined),
  typing: ({ list }) => list.filtering,
  refused: (state, action) => {
    const entry = chosenEntry(state)
    if (action !== 'open' && action !== 'accept') return ''
    if (entry === undefined) return 'no skill is chosen'
    if (entry.hidden !== null) return 'this folder is not used: another one of its name is found before it'
    if (action === 'open') return ''
    if (entry.skill.problem !== null) return 'it is rejected'
    return acceptRefusal(entry.skill.pin)
  },
  reduce: (state, message) => {
    if (message.type === 'data') {
      const { data } = message
      return { state: data.type === 'looked' ? { ...state, skills: data.skills } : { ...state, looking: false } }
    }
    if (message.type === 'tick' || message.type === 'uncovered')
      return state.looking ? { state } : { state: { ...state, looking: true }, effects: [LOOK] }
    if (state.accepting !== null) return message.type === 'action' ? answered(state, state.accepting, message.action) : { state }
    const list = reduceList(
      state.list,
      message,
      entriesOf(state).map(({ id }) => id),
    )
    if (list !== undefined) return { state: { ...state, list } }
    return message.type === 'action' ? acted(state, message.action) : { state }
  },
  view: (state, context) => ({ title: 'Skills', blocks: blocks(state, context) }),
})

function acted(state: SkillsState, action: string): Step<SkillsState, SkillsEffect> {
  if (action === 'why') return { state, go: { type: 'open', destination: { to: 'why', about: 'skill', task: '' } } }
  const skill_id = chosenEntry(state)?.skill.skill_id
  if (skill_id === undefined) return { state }
  if (action === 'open') return { state, go: { type: 'open', destination: { to: 'skill', skill_id } } }
  return action === 'accept' ? { state: { ...state, accepting: chosenEntry(state)?.skill ?? null } } : { state }
}

function answered(state: SkillsState, { skill_id }: SkillRow, action: string): Step<SkillsState, SkillsEffect> {
  const done = { ...state, accepting: null }
  if (action === 'confirm.yes') return { state: done, effects: [{ do: 'accept', skill_id }] }
  return { state: action === 'confirm.no' ? done : state }
}

function entriesOf({ skills, list }: SkillsState): SkillEntry[] {
  return skillEntries(skills ?? [], list.filter)
}

function chosenEntry(state: SkillsState): SkillEntry | undefined {
  const entries = entriesOf(state)
  return entries[
    chosenIndex(
      state.list,
      entries.map(({ id }) => id),
    )
  ]
}

function blocks(state: SkillsState, { columns, rows }: ScreenContext): Block[] {
  const { accepting } = state
  if (accepting !== null) return acceptBlocks({ ...accepting, id: accepting.skill_id })
  const chosen = chosenEntry(state)
  const head = { kind: 'text', lines: [headLine(state)] } as const
  const table = skillsTable(state, chosen)
  if (chosen === undefined) return [head, table]
  if (rows < LOW) return [head, table]
  const text = { kind: 'text', wrap: true, lines: summary(chosen) } as const
  if (columns >= WIDE) return [head, { kind: 'beside', left: table, right: text, least: WIDE }]
  return [head, table, { kind: 'rule', title: visibleLine(chosen.skill.skill_id) }, text]
}

function headLine({ skills, list }: SkillsState): Line {
  if (skills === null) return line(span('reading the folders of skills...', 'dim'))
  const rejected = skills.filter(({ problem }) => problem !== null).length
  return line(
    plural(skills.length - rejected, 'skill'),
    ...(rejected === 0 ? [] : [span(`, ${rejected} rejected`, 'bad')]),
    span(list.filtering || list.filter !== '' ? `   /${visibleLine(list.filter)}` : '', 'accent'),
  )
}

function skillsTable(state: SkillsState, chosen: SkillEntry | undefined): TableBlock {
  const entries = entriesOf(state)
  return {
    kind: 'table',
    columns: [
      { title: 'skill' },
      { title: 'state' },
      { title: 'recipes', align: 'right', optional: true },
      { title: 'agents', optional: true },
      { title: 'what', flexible: true },
    ],
    rows: entries.map((entry) => ({ id: entry.id, cells: cells(entry) })),
    chosen: entries.findIndex(({ id }) => id === chosen?.id),
    empty: [line(span(state.skills === null ? '' : 'no skill holds these words', 'dim'))],
  }
}

function cells({ skill, hidden }: SkillEntry): Line[] {
  const { word, as } = skillStanding(skill)
  const name = line(visibleLine(skill.skill_id))
  if (hidden !== null) return [name, line(span('shadowed', 'dim')), line(), line(), line(span(visibleLine(hidden), 'dim'))]
  return [
    name,
    line(span(word, as)),
    line(String(skill.recipes)),
    line(span(skill.agents.map(visibleLine).join(' ') || '-', 'dim')),
    line(visibleLine(skill.problem ?? skill.description)),
  ]
}

function summary({ skill, hidden }: SkillEntry): Line[] {
  const { word, as, why } = skillStanding(skill)
  if (hidden !== null) return [factLine('hidden by', skill.folder), factLine('folder', hidden)]
  return [
    ...(why === '' ? [] : [factLine(word, why, as)]),
    ...(skill.description === '' ? [] : [factLine('is about', skill.description)]),
    factLine('agents', skill.agents.join(', ') || 'no agent names it'),
    factLine('folder', skill.folder),
  ]
}
