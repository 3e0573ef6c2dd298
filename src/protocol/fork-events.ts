import * as z from 'zod/mini'

const text = z.string()

export const FORK_EVENTS = {
  /** The run goes on from a step of another one. What is told until it is taken up (`run.resumed`) is taken over, and so are so many entries of the journal. */
  'run.forked': z.object({
    parent: text,
    step: text,
    set: z.array(text),
    kept: z.array(text),
    journaled: z.number(),
    /** The attempt that goes on in its middle. */
    open: z.nullable(z.object({ subtask_id: text, attempt: z.number() })),
  }),
} as const
