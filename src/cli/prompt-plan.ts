import type { App } from '../app/app-port.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { PlanChange } from '../protocol/plan-change.ts'
import type { ApprovalRow } from '../view/rows.ts'
import type { CommandContext } from './command-context.ts'
import { editPlan } from './edit-plan.ts'

/** How the terminal changes a plan that it is asked about. True when the plan was approved with the change. */
export type PromptPlan = (approval: ApprovalRow, how: 'edit' | 'drop', signal: AbortSignal) => Promise<boolean>

/** The change is checked where every answer is; one that does not hold is told, and the question comes again. */
export function createPromptPlan(context: CommandContext, app: App): PromptPlan {
  return async (approval, how, signal) => {
    try {
      const plan = how === 'edit' ? await editPlan(context, approval) : await askDrop(context, signal)
      if (plan === undefined) return false
      await app.decideApproval(approval.approval_id, { decision: 'approved', scope: 'once', plan })
      return true
    } catch (error) {
      if (!(error instanceof ClawError)) throw error
      context.host.out.note(error.message)
      return false
    }
  }
}

async function askDrop({ host }: CommandContext, signal: AbortSignal): Promise<PlanChange | undefined> {
  host.out.ask('Which (ids, with commas)? ')
  const ids = ((await host.input.readLine(signal)) ?? '').split(',').map((id) => id.trim())
  const drop = ids.filter((id) => id !== '')
  return drop.length === 0 ? undefined : { drop, edit: {} }
}
