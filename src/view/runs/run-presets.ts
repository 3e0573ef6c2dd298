import { RUN_ORDERS } from '../../protocol/run-query.ts'
import { NO_SEARCH, RUN_RANGES, type RunsSearch } from './runs-search.ts'

export interface RunPreset {
  readonly name: string
  readonly search: Partial<RunsSearch>
}

/** Looks at the runs that stand ready. */
export const RUN_PRESETS: readonly RunPreset[] = [
  { name: 'All', search: {} },
  { name: 'Needs me', search: { status: 'waiting,interrupted' } },
  { name: 'Under way', search: { status: 'queued,running' } },
  { name: 'Failed today', search: { status: 'partial,failed,denied', range: '24h' } },
  { name: 'Longest', search: { order: 'longest' } },
  { name: 'Expensive', search: { order: 'costliest' } },
]

const MOST_SAVED = 20
const MOST_NAME = 40

/** Whether the list is just what the preset shows. */
export function isPreset({ search }: RunPreset, now: RunsSearch): boolean {
  const wanted: RunsSearch = { ...NO_SEARCH, ...search }
  return Object.entries(wanted).every(([name, value]) => now[name as keyof RunsSearch] === value)
}

/** The looks that a person has saved, as this browser kept them; whatever else stands there is left out. */
export function readPresets(text: string | null): readonly RunPreset[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(kept) ? kept.flatMap(toPreset).slice(0, MOST_SAVED) : []
  } catch {
    return []
  }
}

/** With one more, or another one of that name; the newest last. */
export function withPreset(presets: readonly RunPreset[], name: string, search: RunsSearch): readonly RunPreset[] {
  const changed = Object.entries(search).filter(([field, value]) => value !== NO_SEARCH[field as keyof RunsSearch])
  const preset = { name: name.trim().slice(0, MOST_NAME), search: Object.fromEntries(changed) as Partial<RunsSearch> }
  return [...presets.filter((one) => one.name !== preset.name), preset].slice(-MOST_SAVED)
}

function toPreset(kept: unknown): RunPreset[] {
  if (typeof kept !== 'object' || kept === null) return []
  const { name, search } = kept as { name?: unknown; search?: unknown }
  if (typeof name !== 'string' || name.trim() === '' || typeof search !== 'object' || search === null) return []
  const fields = Object.entries(search).filter(([field, value]) => fits(field, value))
  return [{ name: name.slice(0, MOST_NAME), search: Object.fromEntries(fields) as Partial<RunsSearch> }]
}

function fits(field: string, value: unknown): boolean {
  if (!Object.hasOwn(NO_SEARCH, field) || typeof value !== 'string') return false
  if (field === 'range') return Object.hasOwn(RUN_RANGES, value)
  return field !== 'order' || (RUN_ORDERS as readonly string[]).includes(value)
}
