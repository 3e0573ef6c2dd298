import { resolve } from 'node:path'
import type { StartRunOptions } from '../app/app-port.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { organizeSentence } from '../view/organize-sentence.ts'

type Options = Readonly<Record<string, string | true>>

/** What the organise flags ask for, with a sentence that says it. Throws USAGE when a flag has no folder to act on, or stands beside a task. */
export function organizeTask(
  task: string,
  options: Options,
  cwd: string,
): { task: string; organize?: NonNullable<StartRunOptions['organize']> } {
  const folder = options['organize-path']
  if (typeof folder !== 'string') return { task: withoutFlags(task, options) }
  if (task.trim() !== '')
    throw new ClawError('USAGE', 'A task and --organize-path are two runs.', {
      fix: `claw run --organize-path ${folder}; claw run ${JSON.stringify(task)}`,
    })
  const organize = {
    path: resolve(cwd, folder),
    dryRun: options['organize-dry-run'] === true,
    recursive: options['organize-recursive'] === true,
  }
  return { task: organizeSentence({ folder, recursive: organize.recursive, dryRun: organize.dryRun }), organize }
}

function withoutFlags(task: string, options: Options): string {
  const lonely = ['organize-dry-run', 'organize-recursive'].find((name) => options[name] === true)
  if (lonely === undefined) return task
  throw new ClawError('USAGE', `--${lonely} needs --organize-path.`, { fix: `claw run --organize-path DIR --${lonely}` })
}
