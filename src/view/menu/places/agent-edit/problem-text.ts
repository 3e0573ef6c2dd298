import type { TextProblemRow } from './agent-edit-io.ts'

/** `field: problem`, where a field is to blame. */
export function problemText({ file, message }: TextProblemRow): string {
  return file === 'skill.md' ? `skill: ${message}` : message
}
