import type { SettingRow } from '../../../setting-rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import type { Destination } from '../../destination.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { formQuery, offerFormPaths, reduceForm } from '../../parts/form/reduce-form.ts'
import { reduceList } from '../../parts/list.ts'
import type { Notice, ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import { settingForm, settingText, withProblem } from './setting-form.ts'
import type { SettingsData, SettingsEffect } from './settings-io.ts'
import { chosenSetting, type SettingsState, shownSettings } from './settings-state.ts'

type SettingsStep = Step<SettingsState, SettingsEffect>
type Editing = Extract<SettingsState['doing'], { is: 'editing' }>

export function reduceSettings(state: SettingsState, message: ScreenMessage<SettingsData>, context: ScreenContext): SettingsStep {
  const { doing } = state
  if (message.type === 'data') return told(state, message.data)
  if (message.type === 'uncovered') return { state, effects: [{ do: 'load' }] }
  if (doing.is === 'editing') return edited(state, doing, message, context)
  if (doing.is === 'confirming') return message.type === 'action' ? confirmed(state, doing.name, message.action) : { state }
  const names = shownSettings(state).map(({ name }) => name)
  const list = reduceList(state.list, message, names)
  if (list !== undefined) return { state: { ...state, list } }
  return message.type === 'action' ? acted(state, message.action) : { state }
}

const ROOMS: Readonly<Record<string, Destination>> = {
  setup: { to: 'setup' },
  models: { to: 'models' },
  policy: { to: 'policy' },
  secrets: { to: 'secrets' },
}

function acted(state: SettingsState, action: string): SettingsStep {
  const row = chosenSetting(state)
  const room = ROOMS[action]
  if (room !== undefined) return { state, go: { type: 'open', destination: room } }
  if (action === 'changed') return { state: { ...state, changedOnly: !state.changedOnly } }
  if (row === undefined) return { state }
  if (action === 'reset') return { state: { ...state, doing: { is: 'confirming', name: row.name } } }
  if (action !== 'edit') return { state }
  return { state: { ...state, doing: { is: 'editing', name: row.name, form: settingForm(row), problem: '', saving: false } } }
}

function confirmed(state: SettingsState, name: string, action: string): SettingsStep {
  const left = { ...state, doing: { is: 'looking' } } as const
  return action === 'confirm.yes' ? { state: left, effects: [{ do: 'change', name, text: null }] } : { state: left }
}

function edited(state: SettingsState, doing: Editing, message: ScreenMessage<SettingsData>, context: ScreenContext): SettingsStep {
  const step = reduceForm(doing.form, message, context)
  if (step === undefined) return { state }
  if (step.outcome === 'cancel') return { state: { ...state, doing: { is: 'looking' } } }
  const text = settingText(formValues(step.form))
  if (step.outcome === 'submit') {
    if (doing.saving) return { state }
    const change = { do: 'change', name: doing.name, text: text === '' ? null : text } as const
    return { state: { ...state, doing: { ...doing, form: step.form, saving: true } }, effects: [change] }
  }
  const query = formQuery(step.form)?.query
  const paths = query === undefined || query === formQuery(doing.form)?.query ? [] : [{ do: 'paths', query } as const]
  const same = text === settingText(formValues(doing.form))
  const checks = same ? [] : [{ do: 'check', name: doing.name, text } as const]
  return { state: { ...state, doing: { ...doing, form: step.form } }, effects: [...checks, ...paths] }
}

function told(state: SettingsState, data: SettingsData): SettingsStep {
  const { doing } = state
  switch (data.type) {
    case 'settings':
      return { state: { ...state, rows: data.rows, notes: data.notes, file: data.file } }
    case 'checked': {
      if (doing.is !== 'editing' || doing.name !== data.name || settingText(formValues(doing.form)) !== data.text) return { state }
      return { state: { ...state, doing: { ...doing, saving: false, problem: data.problem, form: withProblem(doing.form, data.problem) } } }
    }
    case 'changed': {
      const row = data.rows.find(({ name }) => name === data.name)
      const next = { ...state, rows: data.rows, notes: data.notes, doing: { is: 'looking' } } as const
      return { state: next, ...(row === undefined ? {} : { say: changeWords(row) }) }
    }
    case 'paths':
      if (doing.is !== 'editing') return { state }
      return { state: { ...state, doing: { ...doing, form: offerFormPaths(doing.form, data.query, data.paths) } } }
    default:
      return data satisfies never
  }
}

/** What counts from now on, and what comes before that which was saved. */
function changeWords({ name, value, origin, where, wayOut, saved }: SettingRow): Notice {
  const shown = value === null ? 'unset' : visibleLine(value)
  const did = saved ? 'Saved.' : 'Taken out of config.json.'
  if (wayOut === '') return { text: `${did} ${name} is now ${shown} (${origin}).`, as: 'good' }
  const place = origin === 'environment' ? 'the environment' : where
  return { text: `${did} But ${name} is still ${shown}: ${place} comes before it. To let it count: ${wayOut}`, as: 'warn' }
}
