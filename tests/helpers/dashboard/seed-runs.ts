import type { App, StartRunOptions } from '../../../src/app/app-port.ts'
import { SEED_TASKS, type SeedTask, TIDE_TASK } from './seed-script.ts'

/** Options, and what is done about the run once it is parked; the status stands beside the name. */
interface Way {
  readonly options?: Partial<StartRunOptions>
  after?(app: App, run_id: string): Promise<unknown>
}

const KEEPER = { agent_id: 'station-keeper' }
const WAYS: Readonly<Record<SeedTask, Way>> = {
  count: {}, // completed, by the rules
  sum: {}, // completed, by the rules
  report: {}, // completed: three subtasks, two files, a memory
  partial: {}, // partial: one of two subtasks fails for good
  failed: { options: KEEPER }, // failed: the provider refuses
  denied: { after: (app, run_id) => decide(app, run_id, { decision: 'denied', note: 'Never by force.' }) }, // denied
  granted: { after: (app, run_id) => decide(app, run_id, { decision: 'approved', scope: 'always' }) }, // completed, and leaves a grant
  interrupted: { options: { ...KEEPER, max_tokens: 4000 } }, // interrupted by its limit
  cancelled: { options: KEEPER }, // cancelled in the middle
  answer: { options: KEEPER }, // waiting for an answer
  plan: { options: { approve_plan: true } }, // waiting: for the consent to its plan
  create: {}, // waiting: for the consent to a new agent
  waiting: {}, // waiting for an approval
}

/** One run of every way in which runs end or wait, each carried out for real. Their ids by name. */
export async function seedRuns(app: App): Promise<Readonly<Record<SeedTask, string>>> {
  const ids: Partial<Record<SeedTask, string>> = {}
  for (let n = 0; n < 5; n += 1) await carryOut(app, TIDE_TASK, { options: { agent_id: 'tide-teller' } })
  for (const name of Object.keys(WAYS) as SeedTask[]) ids[name] = await carryOut(app, SEED_TASKS[name], WAYS[name])
  return ids as Readonly<Record<SeedTask, string>>
}

async function carryOut(app: App, task: string, { options, after }: Way): Promise<string> {
  const run = await app.startRun({ task, context: {}, plan_only: false, ...options })
  if (task === SEED_TASKS.cancelled) run.subscribe((event) => event.type === 'model.requested' && run.cancel('graceful', 'ctrl-c'))
  await run.done
  await after?.(app, run.run_id)
  return run.run_id
}

async function decide(app: App, run_id: string, decision: Parameters<App['decideApproval']>[1]): Promise<void> {
  const pending = (await app.listApprovals({ limit: 50, status: 'pending' })).filter((approval) => approval.run_id === run_id)
  for (const { approval_id } of pending) await app.decideApproval(approval_id, decision)
  await (await app.resumeRun(run_id, {})).done
}
