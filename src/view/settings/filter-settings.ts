import type { SettingRow } from '../setting-rows.ts'

export const SETTING_STATES = ['', 'changed', 'held', 'noted'] as const
/** Empty: all. `held`: by something that comes before what is saved. */
export type SettingState = (typeof SETTING_STATES)[number]

type Filtered = Pick<SettingRow, 'name' | 'description' | 'group' | 'origin' | 'value' | 'notes'> & { readonly held: string }

/** Every word stands in the name, the description, the group or the value. */
export function filterSettings<Row extends Filtered>(
  rows: readonly Row[],
  { text, state }: { readonly text: string; readonly state: SettingState },
): readonly Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => isIn(row, state) && words.every((word) => textOf(row).includes(word)))
}

function isIn({ origin, held, notes }: Filtered, state: SettingState): boolean {
  switch (state) {
    case '':
      return true
    case 'changed':
      return origin !== 'default'
    case 'held':
      return held !== ''
    case 'noted':
      return notes.length > 0
    default:
      return state satisfies never
  }
}

function textOf({ name, description, group, value }: Filtered): string {
  return `${name} ${description} ${group} ${value ?? ''}`.toLowerCase()
}
