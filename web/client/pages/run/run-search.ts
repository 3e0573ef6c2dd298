import * as z from 'zod/mini'

export const RUN_TABS = ['overview', 'steps', 'timeline', 'events', 'files', 'cost', 'raw'] as const
export type RunTab = (typeof RUN_TABS)[number]

/** Which steps are listed. */
export const STEP_SHOWS = ['all', 'thoughts', 'tools', 'models'] as const
export type StepShow = (typeof STEP_SHOWS)[number]

/** What is asked about before it is done. */
export const RUN_DEEDS = ['resume', 'fork', 'stop', 'kill', 'undo', 'replay'] as const
export type RunDeed = (typeof RUN_DEEDS)[number]

const text = z.optional(z.string().check(z.maxLength(500)))

/** Every state of the page has an address. */
export const runSearch = z.strictObject({
  tab: z._default(z.enum(RUN_TABS), 'overview'),
  /** The chosen step, by its place in the tree: `s1/1/i3`. */
  step: text,
  show: z._default(z.enum(STEP_SHOWS), 'all'),
  /** Of the events: words, types, subtask, agent, and the one that is unfolded. */
  q: text,
  type: text,
  subtask: text,
  agent: text,
  event: text,
  /** Of the files: the path. */
  file: text,
  /** What is asked about at once: a link to a dialog. */
  do: z.optional(z.enum(RUN_DEEDS)),
})

export type RunSearch = z.output<typeof runSearch>
