import type { App, LiveRun, Prompter } from '../app/app-port.ts'
import type { CommandContext } from './command-context.ts'
import type { CommandOutcome } from './command-spec.ts'
import { followRun } from './follow-run.ts'
import { createProgressGate } from './progress-gate.ts'
import { promptLook } from './prompt-look.ts'
import { createPromptPlan } from './prompt-plan.ts'
import { createPrompter } from './prompter.ts'
import { stopOnSignals } from './stop-on-signals.ts'

/** Starts (or resumes) a run with somebody to ask, shows it, and stops it on Ctrl-C or when nobody reads its output any more. */
export async function conductRun(
  start: (prompter: { prompter?: Prompter }) => Promise<LiveRun>,
  context: CommandContext,
  options: { readonly app: App; readonly planOnly?: boolean; readonly toldSeq?: number },
): Promise<CommandOutcome> {
  const { host } = context
  const gate = createProgressGate((line) => host.out.note(line))
  const run = await start(whoIsAsked())
  const signals = stopOnSignals(run, host)
  if (context.input.output === 'jsonl') host.out.onClosed(() => run.cancel('graceful', 'closed-pipe'))
  if (context.input.output === 'text')
    host.out.note(`run     ${run.run_id}   stop it: Ctrl-C, or claw cancel-run ${run.run_id.slice(0, 4)}`)
  try {
    const outcome = await followRun(run, context, {
      engineReason: options.app.config.providerReason,
      checkAudit: () => options.app.verifyAudit({ run_id: run.run_id }),
      gate,
      ...(options.planOnly === undefined ? {} : { planOnly: options.planOnly }),
      ...(options.toldSeq === undefined ? {} : { toldSeq: options.toldSeq }),
    })
    return withSignal(outcome, signals.exitCode())
  } finally {
    signals.stop()
  }

  function whoIsAsked(): { prompter?: Prompter } {
    const { app } = options
    if (context.interactive) {
      const changesOf = (id: string) => app.approvalChanges(id)
      return { prompter: createPrompter(host, gate, { look: promptLook(context), promptPlan: createPromptPlan(context, app), changesOf }) }
    }
    return context.input.options['wait'] === true ? { prompter: 'inbox' } : {}
  }
}

/** A run that a signal cancelled answers with that signal's code; one that had finished before keeps its own. */
function withSignal(outcome: CommandOutcome, code: CommandOutcome['exit']): CommandOutcome {
  if (code === undefined || outcome.document?.status !== 'cancelled') return outcome
  return { ...outcome, exit: code, document: { ...outcome.document, exit_code: code } }
}
