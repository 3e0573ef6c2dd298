import { readFileSync } from 'node:fs'
import { ClawError } from '../kernel/claw-error.ts'
import { tryParseJson } from '../kernel/json.ts'
import { type PolicyRule, policyFileSchema } from './policy-rule.ts'

/** The user's rules, then those of the workspace that narrow. A broken file is an error: a policy that is not read protects nobody. */
export function loadPolicy(paths: { user: string; workspace: string }): PolicyRule[] {
  return [...readRules(paths.user), ...readRules(paths.workspace).filter((rule) => rule.decision !== 'allow')]
}

function readRules(path: string): PolicyRule[] {
  const text = readIfThere(path)
  if (text === undefined) return []
  const json = tryParseJson(text)
  if (!json.ok) throw broken(path, json.reason)
  const parsed = policyFileSchema.safeParse(json.value)
  if (!parsed.success)
    throw broken(path, parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`).join('; '))
  return parsed.data.rules.map((rule) => ({ ...rule, origin: path }))
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined
    throw broken(path, error instanceof Error ? error.message : String(error))
  }
}

function broken(path: string, why: string): ClawError {
  return new ClawError('CONFIG_INVALID', `The policy file ${path} is broken: ${why}`, { fix: `Mend or remove ${path}` })
}
