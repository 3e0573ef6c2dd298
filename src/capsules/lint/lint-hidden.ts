import { visibleLine } from '../../kernel/visible-text.ts'
import type { Manifest } from '../../protocol/manifest.ts'
import type { AgentTexts } from '../edit/agent-texts.ts'
import type { LintFinding } from './lint-finding.ts'

// Joiners and soft hyphens act on nothing; scripts and emoji need them.
const HARMLESS = /[\u00ad\u200c\u200d]/gu

/** Characters that a person does not see and a model or a terminal obeys: controls, bidi overrides, zero width, tags. */
export function lintHidden({ skill }: AgentTexts, manifest: Manifest | undefined, lines: ReadonlyMap<string, number>): LintFinding[] {
  const inSkill = skill.split('\n').flatMap((text, index) => hidden('skill.md', index + 1, text.replace(/\r$/, '')))
  const values = manifest === undefined ? [] : leaves(manifest, [])
  return [...values.flatMap(([path, text]) => hidden('manifest.json', lines.get(path) ?? null, text)), ...inSkill]
}

function hidden(file: 'manifest.json' | 'skill.md', line: number | null, text: string): LintFinding[] {
  const bare = text.replaceAll('\t', ' ').replace(HARMLESS, '')
  const shown = visibleLine(bare)
  if (shown === bare) return []
  return [{ level: 'problem', rule: 'hidden-characters', file, line, message: `characters that nobody sees: ${shown.slice(0, 120)}` }]
}

function leaves(value: unknown, path: readonly string[]): [string, string][] {
  if (typeof value === 'string') return [[path.join('.'), value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]))
}
