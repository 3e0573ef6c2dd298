import type * as z from 'zod/mini'
import { CORE_TOOLS } from './manifest.ts'

const TOOL_FIELDS = ['tools_allowlist', 'requires_approval_for']

/** The first reason why a manifest is refused, with the field, what stands there and what would be right. */
export function manifestProblem(issues: readonly z.core.$ZodIssue[], manifest: unknown): string {
  const issue = issues[0]
  if (issue === undefined) return 'is not valid'
  const field = issue.path.map(String).join('.')
  const found = valueAt(manifest, issue.path)
  if (issue.code === 'unrecognized_keys') return `has unknown fields: ${issue.keys.join(', ')}`
  if (TOOL_FIELDS.includes(String(issue.path[0])) && issue.path.length > 1) {
    return `${field}: there is no tool ${JSON.stringify(found)}. Known tools: ${CORE_TOOLS.join(', ')}`
  }
  if (found === undefined) return field === '' ? 'is not an object' : `${field} is missing`
  return `${field === '' ? 'the whole' : field}: ${JSON.stringify(found)?.slice(0, 80)} is wrong: ${reason(issue)}`
}

function reason(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union') return `must be "builtin" or {"command": ["program", "argument"]}`
  if (issue.code === 'invalid_type') return `must be a value of type ${issue.expected}`
  if (issue.code === 'too_small') return `must have at least ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''}`
  if (issue.code === 'too_big') return `must have at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`
  return issue.message
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    root,
  )
}
