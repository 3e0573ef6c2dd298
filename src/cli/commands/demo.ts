import type { App } from '../../app/app-port.ts'
import { requireUsableProvider } from '../../config/require-usable-provider.ts'
import { EXIT_CODES } from '../../kernel/error-codes.ts'
import type { Json } from '../../kernel/json.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { conductRun } from '../conduct-run.ts'
import { makeDemoFolder } from '../demo-folder.ts'
import { errorText } from '../error-output.ts'

const STEPS = [
  ['Agents in capsules look at files.', 'How many TypeScript files are here, and which two are the largest?'],
  ['They compute over data.', 'sum of kilos by kind in orders.csv'],
  ['They search.', 'find TODO comments'],
] as const

/** `claw demo`: real tasks over made-up files. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const folder = makeDemoFolder()
  try {
    const config = context.config({ workspace: folder.workspace, userStateDir: folder.userStateDir })
    requireUsableProvider(config)
    const app = await context.appFor(config)
    const done = await runSteps(app, context, folder.workspace)
    const failed = done.some((step) => step.exit_code !== 0)
    const audit = await app.verifyAudit()
    context.host.out.note(`audit   ${audit.ok ? `whole, ${audit.records} records: every step is in it` : audit.problem}`)
    return {
      text: transcript(done),
      result: { workspace: folder.workspace, steps: done },
      exit: failed ? EXIT_CODES.partial : EXIT_CODES.done,
    }
  } finally {
    await context.close()
    if (context.input.options['keep'] === true) context.host.out.note(`kept    ${folder.workspace}`)
    else folder.remove()
  }
}

interface DoneStep {
  [key: string]: Json
  task: string
  answer: string
  exit_code: number
}

async function runSteps(app: App, context: CommandContext, workspace: string): Promise<DoneStep[]> {
  const done: DoneStep[] = []
  context.host.out.note(`A made-up project stands in ${workspace}.`)
  for (const [index, [title, task]] of STEPS.entries()) {
    context.host.out.note(`\n${index + 1}. ${title}\n   claw run ${JSON.stringify(task)}`)
    const outcome = await conductRun((prompter) => app.startRun({ task, context: {}, plan_only: false, ...prompter }), context, { app })
    done.push({
      task,
      answer: outcome.error === undefined ? (outcome.text ?? '') : `${outcome.error.code}: ${outcome.error.message}`,
      exit_code: outcome.exit ?? 0,
    })
    if (context.input.output === 'text')
      context.host.out.note(outcome.error === undefined ? (outcome.text ?? '') : errorText(outcome.error, context.paintErr))
  }
  return done
}

function transcript(done: readonly DoneStep[]): string {
  return done.map((step) => `$ claw run ${JSON.stringify(step.task)}\n${step.answer}`).join('\n\n')
}
