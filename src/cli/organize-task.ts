import { ClawError } from '../kernel/claw-error.ts'

/** The task with what the organise flags ask for, in the words that the rules know. Throws USAGE when a flag has no folder to act on. */
export function organizeTask(task: string, options: Readonly<Record<string, string | true>>): string {
  const path = options['organize-path']
  if (typeof path !== 'string') {
    const lonely = ['organize-dry-run', 'organize-recursive'].find((name) => options[name] === true)
    if (lonely === undefined) return task
    throw new ClawError('USAGE', `--${lonely} needs --organize-path.`, { fix: `claw run --organize-path DIR --${lonely}` })
  }
  const words = ['organize the files in', quoted(path), 'by type']
  if (options['organize-recursive'] === true) words.push('recursively')
  words.push(options['organize-dry-run'] === true ? 'as a dry run' : 'for real')
  return task.trim() === '' ? words.join(' ') : `${task.trim()}, then ${words.join(' ')}`
}

function quoted(path: string): string {
  return /^[\w./~-]+$/.test(path) ? path : `"${path}"`
}
