/** Tasks that work in any folder, without a language model. */
export const EXAMPLE_TASKS = [
  'How many TypeScript files are here, and which five are the largest?',
  'List the largest files',
  'Which files were changed last?',
] as const
