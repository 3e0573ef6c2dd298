import { lstat } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import type { LintFinding } from './lint-finding.ts'

const SHORT = 80
const LIMITS = /\b(?:not|never|only|don['’]t|cannot|refuse[sd]?|outside|without|instead|no)\b|不|只|勿|禁/iu
const LINK = /\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?[^)\n]*\)/g
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|#|\/\/)/i

/** skill.md: a role with limits, and links that lead somewhere. */
export async function lintSkillText(text: string, folder: string): Promise<LintFinding[]> {
  const links = await Promise.all(
    text.split('\n').flatMap((line, index) => [...line.matchAll(LINK)].map((match) => deadLink(match[1] ?? '', index + 1, folder))),
  )
  return [...role(text), ...links.flat()]
}

function role(text: string): LintFinding[] {
  const warn = (message: string): LintFinding => ({ level: 'warning', rule: 'role', file: 'skill.md', line: null, message })
  if (text.trim().length < SHORT)
    return [warn('the role text is very short: say what is its work, how it decides, and what its answer looks like')]
  return LIMITS.test(text) ? [] : [warn('the role text has no limits: say what it does not do, and what it leaves to others')]
}

async function deadLink(target: string, line: number, folder: string): Promise<LintFinding[]> {
  if (target === '' || ELSEWHERE.test(target)) return []
  const path = resolve(folder, decoded(target.split('#')[0] ?? ''))
  const inside = path === folder || path.startsWith(folder + sep)
  const there = inside && (await lstat(path).catch(() => undefined)) !== undefined
  if (there) return []
  const why = inside ? 'is not in the folder' : 'leads out of the folder, where the agent sees nothing'
  return [{ level: 'warning', rule: 'link', file: 'skill.md', line, message: `the link to '${target}' ${why}` }]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
