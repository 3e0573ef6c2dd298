import { resolve } from 'node:path'
import type { App } from '../../app/app-port.ts'
import { lintText } from '../../view/lint-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import type { AgentWords } from './agent-actions.ts'

/** `claw agent lint [<id>|folder] [--strict]`: exit 10 when there are problems, with --strict also for warnings. */
export async function lintAgent(context: CommandContext, { subject }: AgentWords): Promise<CommandOutcome> {
  const linted = await lint(context, subject)
  const levels = linted.flatMap((agent) => agent.findings.map((finding) => finding.level))
  const failed = context.input.options['strict'] === true ? levels.length > 0 : levels.includes('problem')
  return { text: lintText(linted), result: publicJson(linted), ...(failed ? { exit: 10 } : {}) }
}

async function lint(context: CommandContext, subject: string | undefined): ReturnType<App['lintAll']> {
  if (subject === undefined) return (await context.app()).lintAll()
  if (subject.includes('/') || subject === '.' || subject === '..')
    return [await (await context.app()).lintFolder(resolve(context.host.cwd ?? process.cwd(), subject))]
  const { app, id } = await context.locate('agent', subject)
  return [await app.lintAgent(id)]
}
