import type { AgentRow, PinState } from '../../../rows.ts'
import type { Meaning } from '../../span.ts'

export interface Standing {
  readonly word: string
  readonly as: Meaning
  /** Why, and what to do; empty for what needs no word. */
  readonly why: string
}

/** How an agent stands, in a word: what keeps it from work first. */
export function agentStanding({ status, problem, metrics, pin }: AgentRow): Standing {
  if (status === 'broken') return { word: 'broken', as: 'bad', why: problem ?? '' }
  if (status === 'disabled') return { word: 'disabled', as: 'warn', why: 'it is given no work' }
  const changed = pinStanding(pin)
  if (changed !== undefined) return changed
  if (status === 'active') return { word: 'active', as: 'good', why: '' }
  return { word: 'degraded', as: 'warn', why: `${metrics?.degraded_reason ?? 'it failed'}; a success or an edit restores it` }
}

/** Undefined for what has not changed. */
export function pinStanding({ state, what }: PinState): Standing | undefined {
  if (state === 'asks') return { word: 'changed', as: 'warn', why: `asked about before it runs: ${what.join('; ')}` }
  return state === 'applies' ? { word: 'changed', as: 'warn', why: `taken at the next run: ${what.join('; ')}` } : undefined
}

const SOURCES: Readonly<Record<AgentRow['source'], string>> = {
  shipped: 'shipped',
  workspace: 'workspace',
  workspace_state: 'made',
  configured: 'configured',
}

export function sourceWord(source: AgentRow['source']): string {
  return SOURCES[source]
}
