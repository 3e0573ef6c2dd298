import type { WatchedRun } from '../app/app-port.ts'
import { EXIT_CODES, type ExitCode, isErrorCode } from '../kernel/error-codes.ts'
import { visibleText } from '../kernel/visible-text.ts'
import type { RunEvent } from '../protocol/events.ts'
import { progressLine } from '../view/progress-line.ts'
import { reduceRun } from '../view/reduce-run.ts'
import { resultText } from '../view/result-text.ts'
import { runDocument } from '../view/run-document.ts'
import { planText, runSummary } from '../view/run-summary.ts'
import { emptyRunView, type RunView } from '../view/run-view.ts'
import type { CommandContext } from './command-context.ts'
import type { CommandOutcome } from './command-spec.ts'
import type { ProgressGate } from './progress-gate.ts'

export interface FollowOptions {
  readonly engineReason?: string
  readonly planOnly?: boolean
  /** Holds lines back while a question is open. */
  readonly gate?: ProgressGate
}

/** Shows a run while it goes on and gives its outcome: the same for run, resume and watch. */
export async function followRun(run: WatchedRun, context: CommandContext, options: FollowOptions = {}): Promise<CommandOutcome> {
  let view = emptyRunView(run.run_id)
  const unsubscribe = run.subscribe((event) => {
    view = reduceRun(view, event)
    showEvent(event, view, context, options)
  })
  try {
    const end = await run.done
    return outcomeOf({ ...view, status: end.status, exit_code: view.exit_code ?? end.exit_code }, context, options)
  } finally {
    unsubscribe()
  }
}

function showEvent(event: RunEvent, view: RunView, context: CommandContext, options: FollowOptions): void {
  const { output } = context.input
  if (output === 'jsonl') context.host.out.result(JSON.stringify(event))
  if (output !== 'text') return
  const line = progressLine(event, view, {
    paint: context.paintErr,
    ...(options.engineReason === undefined ? {} : { engineReason: options.engineReason }),
  })
  if (line === undefined) return
  if (options.gate === undefined) context.host.out.note(line)
  else options.gate.line(line)
}

function outcomeOf(view: RunView, context: CommandContext, options: FollowOptions): CommandOutcome {
  const document = runDocument(view)
  const exit = (view.exit_code ?? EXIT_CODES.failed) as ExitCode
  if (context.input.output === 'text') tellEnd(view, context)
  const plan = options.planOnly === true && view.result === null
  const text = plan ? planText(view) : visibleText(resultText(view.result))
  return {
    text,
    result: document.result,
    exit,
    document,
    written: context.input.output === 'jsonl',
    ...(document.error === null ? {} : { error: document.error }),
  }
}

function tellEnd(view: RunView, context: CommandContext): void {
  const told = view.suggestions.some((one) => view.error?.message.includes(one) === true)
  if (view.suggestions.length > 0 && !told)
    context.host.out.note(
      ['I can, for example:', ...view.suggestions.map((one) => `  claw run ${JSON.stringify(visibleText(one))}`)].join('\n'),
    )
  context.host.out.note(runSummary(view, context.paintErr))
  if (view.error !== null && !isErrorCode(view.error.code)) context.host.out.note(`claw runlog ${view.run_id}`)
}
