/** A place that a fork may go on from, as `--from` takes it. */
export interface ForkStep {
  readonly address: string
  /** Untrusted text. */
  readonly what: string
  /** Of a tool or model call: its id in the events of the subtask's last attempt. */
  readonly intent_id?: string
}

/** What `--set` may change, and from where. */
export const FORK_SETTINGS = {
  model: { value: 'NAME', at: ['plan', 'subtask', 'intent', 'synthesis'], what: 'the model that answers from here on' },
  provider: { value: 'NAME', at: ['plan', 'subtask', 'intent', 'synthesis'], what: 'its provider, with the key that is configured for it' },
  temperature: { value: '0..2', at: ['plan', 'subtask', 'intent', 'synthesis'], what: 'the temperature of every model call' },
  policy: { value: 'PRESET', at: ['plan', 'subtask', 'intent', 'synthesis'], what: 'readonly, workspace or trusted' },
  'max-tokens': { value: 'N', at: ['plan', 'subtask', 'intent', 'synthesis'], what: 'tokens over all model calls of the fork' },
  'max-cost': { value: 'USD', at: ['plan', 'subtask', 'intent', 'synthesis'], what: 'US dollars over all model calls of the fork' },
  task: { value: 'TEXT', at: ['plan', 'subtask'], what: 'another task: of the run at `plan`, of the subtask at its start' },
  agent: { value: 'ID', at: ['plan', 'subtask'], what: 'the agent that takes it' },
  skill: { value: 'AGENT=FILE', at: ['plan', 'subtask'], what: 'the file stands in the place of the skill.md of this agent' },
  result: { value: 'JSON', at: ['intent'], what: 'what the tool answers at this step, without being called' },
} as const

export type ForkSettingName = keyof typeof FORK_SETTINGS
