import * as z from 'zod/mini'
import { recipeStepSchema } from '../../protocol/recipe.ts'

/** The kinds of values that a recipe can read out of a sentence; each has a parser in `slots/`. */
export const SLOT_TYPES = [
  'age',
  'author',
  'choice',
  'column',
  'columns',
  'command',
  'exclude',
  'file',
  'file_type',
  'filters',
  'folder',
  'number',
  'range',
  'reference',
  'regex',
  'size',
  'sql',
  'table',
  'text',
  'url',
] as const
export type SlotType = (typeof SLOT_TYPES)[number]

const texts = z.array(z.string().check(z.minLength(1)))

export const slotSchema = z.strictObject({
  type: z.enum(SLOT_TYPES),
  /** Taken when the sentence says nothing. A slot with neither `default` nor `optional` must be filled. */
  default: z.optional(z.json()),
  optional: z.optional(z.boolean()),
  /** Words one of which must stand directly before the value (articles apart); of `folder`: words behind which a bare name is one. */
  after: z.optional(texts),
  /** Of `file_type`: a language alone will do ("lines of Python"); of `age`: "today" alone ("commits today"). */
  bare: z.optional(z.boolean()),
  /** Of `file` and `folder`: several may be named; the value is then a list. */
  many: z.optional(z.boolean()),
  /** Of `file`: the extensions that are meant, without dot. */
  extensions: z.optional(texts),
  /** Of `choice`: value -> the phrases that mean it. */
  choices: z.optional(z.record(z.string(), texts)),
  /** Of `choice`: may look at words that belong to another slot. */
  peek: z.optional(z.boolean()),
  /** Of `number`: singular nouns that mean 1. */
  one: z.optional(texts),
  /** What the person is told to add when it is missing. */
  ask: z.optional(z.string()),
  /** May be taken over from the clause before (default true). */
  inherit: z.optional(z.boolean()),
  /** Stands in for the slot when examples are embedded and shown. */
  sample: z.optional(z.string()),
})

export const recipeSchema = z.strictObject({
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  description: z.string().check(z.minLength(1)),
  /** A short title with `{slot}` places. */
  title: z.string().check(z.minLength(1)),
  examples: texts.check(z.minLength(1)),
  /** Of each group at least one phrase must be said, or a `{slot}` be filled by the clause itself: what sets the recipe apart. */
  needs: z.array(texts),
  /** Phrases with which something else is asked, though every word is known. */
  never: z._default(texts, []),
  /** Further words that may be said without changing the meaning. */
  words: z._default(texts, []),
  /** Of each group at least one slot must be filled by the clause itself or by the one before. */
  slots_any: z._default(z.array(texts), []),
  slots: z._default(z.record(z.string(), slotSchema), {}),
  /** The result has a member `files`: a later clause may speak of them ("show its first lines"). */
  gives_files: z._default(z.boolean(), false),
  steps: z.array(recipeStepSchema),
  answer: z.string().check(z.minLength(1)),
})

export const recipeFileSchema = z.strictObject({ recipes: z.array(recipeSchema) })

export type SlotSpec = z.infer<typeof slotSchema>
export type Recipe = z.infer<typeof recipeSchema>
