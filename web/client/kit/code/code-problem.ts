/** What is wrong with a text, and in which line of it, from 1; null: with the whole. */
export interface CodeProblem {
  readonly line: number | null
  readonly message: string
  readonly level: 'problem' | 'warning'
}

export const CODE_LANGUAGES = ['markdown', 'yaml', 'json', 'text'] as const
/** `markdown` may begin with YAML between two `---`, as SKILL.md does. */
export type CodeLanguage = (typeof CODE_LANGUAGES)[number]
