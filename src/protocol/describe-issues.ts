import en from 'zod/v4/locales/en.js'

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

const { localeError } = en()

/** What is wrong, one part an issue: `n: Too small: expected number to be >=1`. `zod/mini` by itself says only "Invalid input". */
export function describeIssues(issues: readonly Issue[], whole = 'value'): string {
  return issues.map((issue) => `${issue.path.map(String).join('.') || whole}: ${messageOf(issue)}`).join('; ')
}

function messageOf(issue: Issue): string {
  if (issue.message !== 'Invalid input') return issue.message
  const told = localeError(issue as Parameters<typeof localeError>[0])
  return (typeof told === 'string' ? told : told?.message) ?? issue.message
}
