import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { ClawError } from '../kernel/claw-error.ts'
import { tryParseJson } from '../kernel/json.ts'
import { describeIssues } from '../protocol/describe-issues.ts'
import { globProblem } from './match-path.ts'
import { type PolicyRule, type PolicyRuleText, policyFileSchema } from './policy-rule.ts'

const MAX_BYTES = 1024 * 1024

/** The user's rules, then those of the workspace that narrow. A broken file is an error: a policy that is not read protects nobody. */
export function loadPolicy(paths: { readonly user: string; readonly workspace: string }): PolicyRule[] {
  return [...readPolicyFile(paths.user), ...readPolicyFile(paths.workspace).filter((rule) => rule.decision !== 'allow')]
}

/** Every rule of one file, also those that do not count there. No file: no rules. Throws CONFIG_INVALID. */
export function readPolicyFile(path: string): PolicyRule[] {
  const text = readIfThere(path)
  if (text === undefined) return []
  const json = tryParseJson(text)
  if (!json.ok) throw brokenPolicy(path, json.reason)
  const parsed = policyFileSchema.safeParse(json.value)
  if (!parsed.success) throw brokenPolicy(path, describeIssues(parsed.error.issues, 'file'))
  const ids = parsed.data.rules.map((rule) => rule.id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw brokenPolicy(path, `two rules have the id '${twice}'`)
  for (const rule of parsed.data.rules) requireGlobs(rule, path)
  return parsed.data.rules.map((rule) => ({ ...rule, origin: path }))
}

// A pattern that can match nothing would deny nothing.
function requireGlobs({ id, paths = [] }: PolicyRuleText, file: string): void {
  for (const glob of paths) {
    const problem = globProblem(glob)
    if (problem !== undefined) throw brokenPolicy(file, `rule '${id}', path ${JSON.stringify(glob.slice(0, 80))}: ${problem}`)
  }
}

export function brokenPolicy(path: string, why: string): ClawError {
  return new ClawError('CONFIG_INVALID', `The policy file ${path} is broken: ${why}.`, {
    fix: `Mend or remove ${path}; claw policy check`,
    where: path,
  })
}

function readIfThere(path: string): string | undefined {
  try {
    return readBounded(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined
    throw error instanceof ClawError ? error : brokenPolicy(path, error instanceof Error ? error.message : String(error))
  }
}

function readBounded(path: string): string {
  const fd = openSync(path, 'r')
  try {
    const stat = fstatSync(fd)
    if (!stat.isFile()) throw brokenPolicy(path, 'it is not a regular file')
    if (stat.size > MAX_BYTES) throw brokenPolicy(path, 'it is larger than 1 MiB')
    return readFileSync(fd, 'utf8')
  } finally {
    closeSync(fd)
  }
}
