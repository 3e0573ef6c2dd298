import * as z from 'zod/mini'

const FILE_OPS = ['list', 'read', 'write', 'append', 'edit', 'glob', 'search', 'stat', 'move', 'mkdir', 'delete'] as const
export type FileOp = (typeof FILE_OPS)[number]

const text = z.string()
const count = z.number().check(z.int(), z.gte(0))
const oneOrMore = z.union([text, z.array(text).check(z.minLength(1), z.maxLength(100))])

/** One flat object, since providers dislike unions; what each op needs is checked in file-io-args.ts. */
export const fileIoInputSchema = z.strictObject({
  op: z._default(z.enum(FILE_OPS), 'read'),
  path: z.optional(text),
  content: z.optional(text),
  old: z.optional(text),
  new: z.optional(text),
  all: z.optional(z.boolean()),
  pattern: z.optional(oneOrMore),
  regex: z.optional(z.boolean()),
  ignore_case: z.optional(z.boolean()),
  include: z.optional(oneOrMore),
  context: z.optional(count.check(z.lte(20))),
  recursive: z.optional(z.boolean()),
  kind: z.optional(z.enum(['file', 'dir', 'any'])),
  sort: z.optional(z.enum(['name', 'size', 'mtime'])),
  order: z.optional(z.enum(['asc', 'desc'])),
  max_entries: z.optional(count.check(z.lte(5000))),
  include_ignored: z.optional(z.boolean()),
  fields: z.optional(z.array(z.enum(['lines', 'sha256', 'duplicates']))),
  offset: z.optional(count),
  limit: z.optional(count),
  tail: z.optional(count),
  to: z.optional(text),
  moves: z.optional(z.array(z.strictObject({ from: text, to: text })).check(z.minLength(1), z.maxLength(5000))),
})

export type FileIoInput = z.infer<typeof fileIoInputSchema>
