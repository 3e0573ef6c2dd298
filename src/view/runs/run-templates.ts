export interface RunTemplate {
  readonly title: string
  readonly task: string
  /** Whether it is done without a model. */
  readonly rules: boolean
}

/** Tasks to begin with: the rules do the first ones without any key. */
export const RUN_TEMPLATES: readonly RunTemplate[] = [
  { title: 'Largest files', task: 'How many TypeScript files are here, and which five are the largest?', rules: true },
  { title: 'Find TODOs', task: 'Find all TODO comments in this folder', rules: true },
  { title: 'Git status', task: 'git status', rules: true },
  { title: 'Count lines', task: 'count the lines of README.md', rules: true },
  {
    title: 'Explain the project',
    task: 'Read the README and the main files of this project and explain in ten sentences what it does.',
    rules: false,
  },
  {
    title: 'Review changes',
    task: 'Review the uncommitted changes of this git repository: name bugs, risks and missing tests.',
    rules: false,
  },
]
