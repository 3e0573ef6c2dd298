import { pinText } from '../../../agent-text.ts'
import { visibleLine } from '../../../shown-text.ts'
import type { SkillDetail } from '../../../skill-rows.ts'
import { defineScreen } from '../../define-screen.ts'
import { acceptBlocks, acceptRefusal } from '../../parts/accept-question.ts'
import { CONFIRM_KEYS, CONFIRMING } from '../../parts/confirm.ts'
import { factLine, textLines } from '../../parts/detail-lines.ts'
import { PANE_AT_TOP, PANE_KEYS, type PaneState, reducePane } from '../../parts/pane.ts'
import { reduceTabs, TAB_KEYS, tabsLine } from '../../parts/tabs.ts'
import type { Step } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import { skillStanding } from '../skills/skill-standing.ts'
import type { SkillData, SkillEffect } from './skill-io.ts'

const TABS = ['overview', 'SKILL.md', 'recipes'] as const
type Tab = (typeof TABS)[number]

interface SkillState {
  readonly skill_id: string
  readonly skill: SkillDetail | null
  readonly gone: boolean
  readonly tab: Tab
  readonly pane: PaneState
  readonly looking: boolean
  /** Asked whether it is to be taken as it is now. */
  readonly accepting: boolean
}

/** Everything about one skill. */
export const skillScreen = defineScreen<'skill', SkillState>({
  place: 'skill',
  title: 'Skill',
  keys: [
    ...PANE_KEYS,
    ...TAB_KEYS,
    { action: 'accept', keys: ['a'], label: 'accept', help: 'Take it as it is now, changes and all.' },
    ...CONFIRM_KEYS,
  ],
  open: ({ skill_id }) => ({
    state: { skill_id, skill: null, gone: false, tab: 'overview', pane: PANE_AT_TOP, looking: true, accepting: false },
    effects: [{ do: 'look', skill_id }],
  }),
  mode: ({ accepting }) => (accepting ? CONFIRMING : undefined),
  refused: ({ skill, gone }, action) => {
    if (action !== 'accept') return ''
    if (skill === null || gone) return 'it is not there'
    if (skill.problem !== null) return 'it is rejected'
    return acceptRefusal(skill.pin)
  },
  reduce: (state, message) => {
    const { skill_id } = state
    if (message.type === 'data') return { state: told(state, message.data) }
    if (message.type === 'tick' || message.type === 'uncovered')
      return state.looking ? { state } : { state: { ...state, looking: true }, effects: [{ do: 'look', skill_id }] }
    if (state.accepting) return message.type === 'action' ? answered(state, message.action) : { state }
    const tab = reduceTabs(TABS, state.tab, message)
    if (tab !== undefined) return { state: { ...state, tab, pane: PANE_AT_TOP } }
    const pane = reducePane(state.pane, message, { id: 'part' })
    if (pane !== undefined) return { state: { ...state, pane } }
    return message.type === 'action' && message.action === 'accept' ? { state: { ...state, accepting: true } } : { state }
  },
  view: ({ skill_id, skill, gone, tab, pane, accepting }, { columns }) => ({
    title: visibleLine(skill_id),
    blocks:
      skill === null || gone
        ? [
            {
              kind: 'text',
              lines: [
                line(gone ? span(`There is no skill ${visibleLine(skill_id)} any more.`, 'warn') : span('reading its folder...', 'dim')),
              ],
            },
          ]
        : accepting
          ? acceptBlocks({ ...skill, id: skill_id })
          : partBlocks(skill, tab, pane, columns),
  }),
})

function answered(state: SkillState, action: string): Step<SkillState, SkillEffect> {
  const done = { ...state, accepting: false }
  if (action === 'confirm.yes') return { state: done, effects: [{ do: 'accept', skill_id: state.skill_id }] }
  return { state: action === 'confirm.no' ? done : state }
}

function told(state: SkillState, data: SkillData): SkillState {
  switch (data.type) {
    case 'looked':
      return { ...state, skill: data.skill, gone: false }
    case 'gone':
      return { ...state, gone: true }
    case 'rested':
      return { ...state, looking: false }
    default:
      return data satisfies never
  }
}

function partBlocks(skill: SkillDetail, tab: Tab, pane: PaneState, columns: number): Block[] {
  return [
    { kind: 'text', lines: [tabsLine(TABS, tab, columns), line()] },
    { kind: 'text', id: 'part', wrap: true, grow: true, top: pane.top, lines: PARTS[tab](skill) },
  ]
}

const PARTS: Readonly<Record<Tab, (skill: SkillDetail) => Line[]>> = {
  overview,
  'SKILL.md': ({ text }) => (text === null ? [line(span('it cannot be read', 'bad'))] : textLines(text)),
  recipes,
}

function overview(skill: SkillDetail): Line[] {
  const { word, as, why } = skillStanding(skill)
  return [
    factLine('skill', skill.skill_id),
    factLine('state', why === '' ? word : `${word}: ${why}`, as),
    factLine('is about', skill.description || '-'),
    factLine('tools', skill.tools.join(', ') || '-'),
    factLine('agents', skill.agents.join(', ') || 'no agent names it'),
    factLine('recipes', String(skill.recipes)),
    ...skill.recipe_problems.map((problem) => factLine('left out', problem, 'bad')),
    factLine('pin', pinText(skill.pin, 'a takes it')),
    factLine('folder', skill.folder),
    ...skill.shadows.map((folder) => factLine('hides', folder)),
  ]
}

function recipes({ recipe_list, recipe_problems }: SkillDetail): Line[] {
  if (recipe_list.length === 0 && recipe_problems.length === 0) return [line(span('it has no recipes: it teaches models alone', 'dim'))]
  return [
    ...recipe_problems.map((problem) => line(span('left out: ', 'bad'), visibleLine(problem))),
    ...recipe_list.flatMap(({ id, description, examples }) => [
      line(span(visibleLine(id), 'strong'), `  ${visibleLine(description)}`),
      ...examples.map((example) => line(span(`  ${visibleLine(example)}`, 'dim'))),
    ]),
  ]
}
