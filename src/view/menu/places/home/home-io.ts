import type { AgentRow } from '../../../rows.ts'
import type { RunRequest } from './run-request.ts'

export type HomeEffect =
  | { readonly do: 'look' }
  | { readonly do: 'history' }
  | { readonly do: 'init' }
  | { readonly do: 'choices' }
  | { readonly do: 'start'; readonly request: RunRequest; readonly written: string }
  | { readonly do: 'edit'; readonly text: string }
  | { readonly do: 'complete'; readonly query: string; readonly for: 'task' | 'options' }
  /** What became of a run that was started here. */
  | { readonly do: 'outcome'; readonly run_id: string }

export type HomeData =
  | { readonly type: 'status'; readonly status: HomeCounts }
  | { readonly type: 'history'; readonly tasks: readonly string[] }
  | { readonly type: 'choices'; readonly choices: OptionChoices }
  | { readonly type: 'started'; readonly run_id: string; readonly task: string }
  | { readonly type: 'not-started' }
  | { readonly type: 'edited'; readonly text: string }
  | { readonly type: 'paths'; readonly query: string; readonly paths: readonly string[]; readonly for: 'task' | 'options' }
  | { readonly type: 'outcome'; readonly run_id: string; readonly status: string; readonly suggestions: readonly string[] }

export interface HomeCounts {
  readonly runs: number
  readonly running: number
  readonly approvals_pending: number
  readonly agents: number
}

/** What there is to choose from in the options, and what holds where nothing is chosen. */
export interface OptionChoices {
  readonly agents: readonly Pick<AgentRow, 'agent_id' | 'status'>[]
  readonly providers: readonly string[]
  readonly presets: readonly string[]
  readonly modes: readonly string[]
  /** What of a task is answered by rules before the model is asked. */
  readonly rules: readonly string[]
  readonly tools: readonly string[]
  /** Of earlier runs. */
  readonly tags: readonly string[]
  readonly configured: {
    readonly provider: string
    readonly model: string
    readonly policy: string
    readonly create: string
    readonly api: string
    readonly rules: string
  }
}
