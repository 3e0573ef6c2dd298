import type { Manifest } from '../../protocol/manifest.ts'
import type { AgentFolder, Skill } from '../agent-folder.ts'
import type { LintFinding } from './lint-finding.ts'

export interface ManifestContext {
  readonly skills: readonly Skill[]
  readonly others: readonly Pick<AgentFolder, 'agent_id' | 'manifest'>[]
  readonly lines: ReadonlyMap<string, number>
  readonly skillText: string
}

const FEW_EXAMPLES = 5
const SHORT_EXAMPLE_WORDS = 2
const SHORT_DESCRIPTION_WORDS = 6
const LONG_DESCRIPTION = 400

/** What a valid manifest may still lack: routing goes by its words, and power that it does not need is a risk. */
export function lintManifest(manifest: Manifest, context: ManifestContext): LintFinding[] {
  const warn = (rule: string, path: string, message: string): LintFinding => ({
    level: 'warning',
    rule,
    file: 'manifest.json',
    line: context.lines.get(path) ?? null,
    message,
  })
  return [
    ...description(manifest).map((message) => warn('description', 'description', message)),
    ...examples(manifest).map(([path, message]) => warn('examples', path, message)),
    ...tools(manifest, context).map(([path, message]) => warn('tools', path, message)),
    ...collisions(manifest, context.others).map(([path, message]) => warn('collision', path, message)),
  ]
}

function description({ description: text }: Manifest): string[] {
  const words = wordsOf(text).length
  if (words < SHORT_DESCRIPTION_WORDS) return [`the description is vague: ${words} words say little about what is its work and what is not`]
  return text.length > LONG_DESCRIPTION
    ? [`the description has ${text.length} characters; planners read the first ${LONG_DESCRIPTION}`]
    : []
}

function examples({ examples: all }: Manifest): [string, string][] {
  const few: [string, string][] =
    all.length < FEW_EXAMPLES
      ? [['examples', `few examples (${all.length}): ten varied ones, as a person would type them, route well`]]
      : []
  const poor = all.flatMap((text, index): [string, string][] => {
    const twin = all.findIndex((other) => sameWords(other, text))
    if (twin < index) return [[`examples.${index}`, `the example '${text}' says the same as example ${twin + 1}`]]
    return /^\p{ASCII}*$/u.test(text) && wordsOf(text).length < SHORT_EXAMPLE_WORDS
      ? [[`examples.${index}`, `the example '${text}' is one word`]]
      : []
  })
  return [...few, ...poor]
}

function tools(manifest: Manifest, { skills, skillText }: ManifestContext): [string, string][] {
  const named = skills.filter((skill) => manifest.skill_ids.includes(skill.skill_id))
  const held = manifest.tools_allowlist as readonly string[]
  const lacking = named.flatMap((skill, index): [string, string][] => {
    const missing = skill.tools.length > 0 && !skill.tools.some((tool) => held.includes(tool))
    return missing
      ? [[`skill_ids.${index}`, `the skill ${skill.skill_id} works with ${skill.tools.join(', ')}, and it holds none of them`]]
      : []
  })
  const idle = held.flatMap((tool, index): [string, string][] => {
    const needed = named.length === 0 || named.some((skill) => skill.tools.includes(tool)) || skillText.includes(tool)
    return needed ? [] : [[`tools_allowlist.${index}`, `neither a skill of it nor its skill.md works with ${tool}: --rm-tool ${tool}`]]
  })
  const unheld = manifest.requires_approval_for.flatMap((tool, index): [string, string][] =>
    held.includes(tool) ? [] : [[`requires_approval_for.${index}`, `asks before ${tool}, which it does not hold`]],
  )
  return [...lacking, ...idle, ...unheld]
}

function collisions(manifest: Manifest, others: ManifestContext['others']): [string, string][] {
  const named = others.find((other) => other.manifest.name.toLowerCase() === manifest.name.toLowerCase())
  const sameName: [string, string][] = named === undefined ? [] : [['name', `'${manifest.name}' is also the name of ${named.agent_id}`]]
  const shared = manifest.examples.flatMap((text, index): [string, string][] => {
    const other = others.find((one) => one.manifest.examples.some((theirs) => sameWords(theirs, text)))
    return other === undefined
      ? []
      : [[`examples.${index}`, `the example '${text}' is also one of ${other.agent_id}: either may get such a task`]]
  })
  return [...sameName, ...shared]
}

function sameWords(a: string, b: string): boolean {
  return wordsOf(a).join(' ') === wordsOf(b).join(' ')
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
