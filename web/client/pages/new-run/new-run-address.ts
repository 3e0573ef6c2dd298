import * as z from 'zod/mini'

const text = z._default(z.string(), '')

/** What a new run is filled in with. */
export const newRunSearch = z.strictObject({
  task: text,
  /** The run as which it is filled in. */
  from: text,
  agent: text,
  session: text,
  tags: text,
  policy: text,
  provider: text,
  model: text,
})
