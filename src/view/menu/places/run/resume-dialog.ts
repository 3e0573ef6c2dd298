import { visibleLine } from '../../../shown-text.ts'
import { factLines, jsonLines } from '../../../trace/detail/section.ts'
import { line, span } from '../../span.ts'
import { type Choice, type ChooseDialog, DO_NOTHING } from './run-dialog.ts'
import type { ResumeWish } from './run-io.ts'
import type { RunState } from './run-state.ts'

/** What has to be said before the run goes on; undefined: nothing. */
export function resumeDialog(state: RunState): ChooseDialog | undefined {
  if (state.run.in_doubt.length > 0) return doubtDialog(state)
  const { error } = state.run
  return error !== null && LIMITS.includes(error.code) ? limitDialog(state, error.message) : undefined
}

function doubtDialog({ run, run_id }: RunState): ChooseDialog {
  const effects = run.in_doubt.flatMap(({ tool, args }) => [line(span(visibleLine(tool), 'strong')), ...jsonLines(args)])
  return {
    type: 'choose',
    title: 'Was it done?',
    lines: [line('claw was ended while this was under way, and nothing tells whether it happened:'), ...effects],
    choices: [
      DO_NOTHING,
      resumeChoice(run_id, { in_doubt: 'done' }, 'done', 'it happened: go on without doing it again'),
      resumeChoice(run_id, { in_doubt: 'retry' }, 'retry', 'do it once more, though it may happen twice'),
      resumeChoice(run_id, { in_doubt: 'abandon' }, 'abandon', 'leave it: the agent is told that it failed'),
    ],
    chosen: 0,
  }
}

const LIMITS = ['RUN_BUDGET', 'RUN_COST', 'RUN_TIMEOUT']

function limitDialog({ run_id, run }: RunState, message: string): ChooseDialog {
  const used = run.usage.reduce((sum, { input_tokens, output_tokens }) => sum + input_tokens + output_tokens, 0)
  return {
    type: 'choose',
    title: 'Go on with which limits?',
    lines: [line(span(visibleLine(message), 'warn')), ...factLines([['used', `${used} tokens so far, in all model calls of this run`]])],
    choices: [
      DO_NOTHING,
      askLimit('max_tokens', 'tokens…', 'another limit of tokens for the whole run', String(used * 2 || 10_000)),
      askLimit('max_cost_usd', 'US dollars…', 'another limit of money for the whole run', '1'),
      askLimit('timeout_ms', 'seconds…', 'another time limit, from now on', '600'),
      resumeChoice(run_id, { max_tokens: null, max_cost_usd: null }, 'without', 'no limit of tokens or money'),
      resumeChoice(run_id, {}, 'as before', 'the same limits'),
    ],
    chosen: 0,
  }
}

type LimitName = 'max_tokens' | 'max_cost_usd' | 'timeout_ms'

function askLimit(of: LimitName, label: string, what: string, text: string): Choice {
  const purpose = { type: 'limit', of, wish: {} } as const
  return { label, what, refused: '', outcome: { type: 'ask', purpose, title: `Go on: ${what}`, lines: [line(what)], text } }
}

function resumeChoice(run_id: string, wish: ResumeWish, label: string, what: string): Choice {
  return { label, what, refused: '', outcome: { type: 'do', effect: { do: 'resume', run_id, wish }, busy: 'resuming' } }
}
