import type { AuditCheck, WatchedRun } from '../app/app-port.ts'
import { EXIT_CODES, type ExitCode, isErrorCode } from '../kernel/error-codes.ts'
import { harmlessText, visibleJson, visibleText } from '../kernel/visible-text.ts'
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
import { showLive } from './show-live.ts'

const ASKS: readonly RunEvent['type'][] = ['approval.requested', 'question.asked']

export interface FollowOptions {
  readonly engineReason?: string
  readonly planOnly?: boolean
  /** Events up to this one were told before: by the process that a resumed run comes from. */
  readonly toldSeq?: number
  /** Looks at the audit chain from this run on, for the last line. */
  readonly checkAudit?: () => Promise<AuditCheck>
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
  const live = showLive(run, context, options.gate)
  try {
    const end = await run.done
    live.close()
    const ended = { ...view, status: end.status, exit_code: view.exit_code ?? end.exit_code }
    if (context.input.output === 'text') tellEnd(ended, context, await options.checkAudit?.())
    if (context.input.output === 'text' && isShownPlan(ended, options)) context.host.out.note(`carry it out: claw resume ${run.run_id}`)
    return outcomeOf(ended, context, options)
  } finally {
    unsubscribe()
    live.close()
  }
}

function showEvent(event: RunEvent, view: RunView, context: CommandContext, options: FollowOptions): void {
  const { output } = context.input
  if (output === 'jsonl') context.host.out.result(visibleJson(JSON.stringify(event)))
  if (output !== 'text' || event.seq <= (options.toldSeq ?? 0)) return
  // Where somebody is asked, the question itself follows.
  if (context.interactive && options.gate !== undefined && ASKS.includes(event.type)) return
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
  const text = isShownPlan(view, options) ? planText(view) : shownText(resultText(view.result), context)
  return {
    text,
    result: document.result,
    exit,
    document,
    written: context.input.output === 'jsonl',
    ...(document.error === null ? {} : { error: document.error }),
  }
}

function isShownPlan(view: RunView, { planOnly }: FollowOptions): boolean {
  return planOnly === true && view.status === 'completed' && view.result === null
}

/** A terminal is shown every character; a pipe gets the result but for what could act on a terminal; a file (--output-file) gets it as it is. */
function shownText(text: string, context: CommandContext): string {
  if (context.input.options['output-file'] !== undefined) return text
  return context.host.streams.stdoutIsTty ? visibleText(text) : harmlessText(text)
}

function tellEnd(view: RunView, context: CommandContext, audit: AuditCheck | undefined): void {
  const told = view.suggestions.some((one) => view.error?.message.includes(one) === true)
  if (view.suggestions.length > 0 && !told)
    context.host.out.note(
      ['I can, for example:', ...view.suggestions.map((one) => `  claw run ${JSON.stringify(visibleText(one))}`)].join('\n'),
    )
  context.host.out.note(runSummary(view, { paint: context.paintErr, ...(audit ? { auditOk: audit.ok } : {}) }))
  if (audit?.ok === false)
    context.host.out.note(`The audit chain is broken at record ${audit.first_bad}: ${audit.problem}   claw audit verify`)
  if (view.error !== null && !isErrorCode(view.error.code)) context.host.out.note(`claw runlog ${view.run_id}`)
}
