import { z } from '@hono/zod-openapi'

/** How many of a list, from 1 to `max`. */
export function limitOf(fallback: number, max: number) {
  return z.coerce.number<string>().int().min(1).max(max).optional().default(fallback)
}

/** Text to look for; empty is as good as none. */
export function wanted(maxLength = 200) {
  return z
    .string()
    .max(maxLength)
    .optional()
    .transform((text) => (text === undefined || text.trim() === '' ? undefined : text))
}

/** One or several of the choices, with commas between. */
export function someOf<const T extends string>(choices: readonly T[]) {
  return z
    .string()
    .optional()
    .transform((text, context): readonly T[] | undefined => {
      if (text === undefined || text === '') return undefined
      const named = text.split(',')
      const found = choices.filter((choice) => named.includes(choice))
      if (found.length === named.length) return found
      context.addIssue({ code: 'custom', message: `is made of ${choices.join(', ')}` })
      return z.NEVER
    })
    .openapi({ type: 'string', description: `One or several of ${choices.join(', ')}, with commas between.` })
}

/** A moment: milliseconds since 1970. */
export const moment = z.coerce.number<string>().int().min(0).optional()
