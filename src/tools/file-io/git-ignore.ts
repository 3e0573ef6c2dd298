import { matchesSegments, segmentsOf } from '../../kernel/glob/compile-glob.ts'

interface Rule {
  readonly segments: ReturnType<typeof segmentsOf>
  readonly negated: boolean
  readonly folderOnly: boolean
}

/** The rules of one .gitignore file; `names` are the components of a path below the folder of that file. */
export interface GitIgnore {
  /** undefined: no rule says anything. */
  verdict(names: readonly string[], isFolder: boolean): 'ignored' | 'kept' | undefined
}

/** After gitignore(5). The last rule that matches decides; that parents are looked at first is the walk's matter. */
export function parseGitIgnore(text: string): GitIgnore {
  const rules = text
    .split('\n')
    .map(parseRule)
    .filter((rule) => rule !== undefined)
    .reverse()
  return {
    verdict: (names, isFolder) => {
      const rule = rules.find((one) => (isFolder || !one.folderOnly) && matchesSegments(one.segments, names))
      return rule === undefined ? undefined : rule.negated ? 'kept' : 'ignored'
    },
  }
}

function parseRule(line: string): Rule | undefined {
  const plain = trimEnd(line)
  if (plain === '' || plain.startsWith('#')) return undefined
  const negated = plain.startsWith('!')
  const pattern = negated ? plain.slice(1) : plain
  const folderOnly = pattern.endsWith('/')
  const body = folderOnly ? pattern.slice(0, -1) : pattern
  const segments = segmentsOf(body.includes('/') ? body : `**/${body}`)
  return segments.length === 0 ? undefined : { segments, negated, folderOnly }
}

// White space at the end counts only when it is escaped.
function trimEnd(line: string): string {
  let text = line.replace(/\r$/, '')
  while (text.endsWith(' ') && !text.endsWith('\\ ')) text = text.slice(0, -1)
  return text
}
