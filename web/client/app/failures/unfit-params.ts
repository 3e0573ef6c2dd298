import * as z from 'zod/mini'

/** What of an address does not fit, a line each. */
export function unfitParams(cause: unknown, search: object): string[] {
  if (!(cause instanceof z.core.$ZodError)) return ['What stands behind the ? cannot be read.']
  const issues: readonly z.core.$ZodIssue[] = cause.issues
  return [...new Set(issues.flatMap((issue) => linesOf(issue, search)))]
}

function linesOf(issue: z.core.$ZodIssue, search: object): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `'${key}' is not asked for here.`)
  const name = String(issue.path[0] ?? '')
  const choices = issue.code === 'invalid_value' ? ` It is one of ${issue.values.join(', ')}.` : ''
  return [`'${name}' cannot be '${String(Reflect.get(search, name) ?? '')}'.${choices}`]
}
