import * as z from 'zod/mini'

const text = z.string()

/** What an agent may do, as far as it stands in its folder: an edit that grows it is not taken unasked. */
export const powersSchema = z.object({
  tools: z.array(text),
  requires_approval_for: z.array(text),
  /** `builtin`, or the command as JSON. */
  entrypoint: text,
  /** SHA-256 of each file of an agent that brings its own program, by its path in the folder. */
  files: z.record(text, text),
})
export type Powers = z.infer<typeof powersSchema>

/** `made`: claw made it here. `found`: it was there. `accepted`: a person took it as it is. */
export const PIN_TRUST = ['made', 'found', 'accepted'] as const

export const pinSchema = z.object({
  digest: text,
  /** Its folder or file when it was pinned: the same id from another place is another thing. */
  path: text,
  powers: powersSchema,
  trust: z.enum(PIN_TRUST),
  at: text,
  /** What its files said, by their names and with secrets masked, so that a person can be shown what changed; null: too long to be kept. */
  texts: z.optional(z.record(text, z.nullable(text))),
})
export type Pin = z.infer<typeof pinSchema>

/** What is pinned: an agent, a skill or the shared text, as it is now. */
export interface Pinnable {
  readonly kind: 'agent' | 'skill' | 'soul'
  readonly id: string
  readonly path: string
  readonly digest: string
  readonly powers: Powers
  /** In claw's own folder, where only claw and an installation put things. */
  readonly inState: boolean
  /** Its text, for a person who has to decide. */
  readonly text: string
  /** The same by files, where a change is shown by them; a file that is not there is left out. */
  readonly texts: Readonly<Record<string, string>>
}

export const NO_POWERS: Powers = { tools: [], requires_approval_for: [], entrypoint: 'builtin', files: {} }

export function pinKey({ kind, id }: Pick<Pinnable, 'kind' | 'id'>): string {
  return `${kind}:${id}`
}
