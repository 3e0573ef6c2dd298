import type { InputPurpose } from './run-dialog.ts'
import type { ResumeWish, RunEffect } from './run-io.ts'

export type InputWish =
  | { readonly ok: true; readonly effect: RunEffect; readonly busy: string }
  | { readonly ok: false; readonly problem: string }

/** What follows from a value that was written. */
export function inputEffect(run_id: string, purpose: InputPurpose, text: string): InputWish {
  const value = text.trim()
  if (value === '') return { ok: false, problem: 'write something, or leave with Esc' }
  switch (purpose.type) {
    case 'limit':
      return limitEffect(run_id, purpose, value)
    case 'fork': {
      const set = [`${purpose.setting}=${value}`]
      return { ok: true, effect: { do: 'fork', run_id, from: purpose.from, set }, busy: 'forking' }
    }
    case 'export':
      return { ok: true, effect: { do: 'export', run_id, path: value }, busy: 'exporting' }
    case 'whole-result':
      return { ok: true, effect: { do: 'whole-result', run_id, call: purpose.call, path: value }, busy: 'writing' }
    default:
      return purpose satisfies never
  }
}

function limitEffect(run_id: string, { of, wish }: Extract<InputPurpose, { type: 'limit' }>, value: string): InputWish {
  const number = Number(value)
  const whole = of === 'max_tokens'
  if (!Number.isFinite(number) || number <= 0 || (whole && !Number.isInteger(number)))
    return { ok: false, problem: `'${value}' is no ${whole ? 'whole number' : 'number'} above 0` }
  const limits: ResumeWish = { ...wish, [of]: of === 'timeout_ms' ? Math.round(number * 1000) : number }
  return { ok: true, effect: { do: 'resume', run_id, wish: limits }, busy: 'resuming' }
}
