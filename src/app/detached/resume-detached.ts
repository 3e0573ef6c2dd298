import { configWithFlags } from '../../config/config-with-flags.ts'
import { requireUsableProvider } from '../../config/require-usable-provider.ts'
import type { RunOptions } from '../../coordinator/ports.ts'
import { sleep } from '../../kernel/abort.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { EXIT_CODES } from '../../kernel/error-codes.ts'
import { ownerIsAlive } from '../../store/owner.ts'
import type { RunRecord } from '../../store/records.ts'
import type { ResumeOptions } from '../app-port.ts'
import type { Services } from '../open-services.ts'
import { requireResumable } from '../require-resumable.ts'
import type { HostProcess } from '../spawn-host.ts'
import { detachRun } from './detach-run.ts'
import type { DetachedFunctions, DetachedRun } from './detached-port.ts'

const LOOK_MS = 25
const TAKE_LIMIT_MS = 15_000

/** Resumes in a process of its own and waits until that has the run: of two at once, one gets it and the other is told. */
export async function resumeDetached(
  services: Services,
  ...[run_id, options, how = {}]: Parameters<DetachedFunctions['resumeDetached']>
): Promise<DetachedRun> {
  const run = requireResumable(services, run_id, options)
  if (run.owner !== null && ownerIsAlive(run.owner)) throw heldError(run)
  // What was chosen for this run alone still holds.
  const chosen = (run.options as RunOptions).flags ?? []
  requireUsableProvider(configWithFlags(services.config, chosen))
  const started = await detachRun(services, run_id, { ...how, flags: [...chosen, ...resumeFlags(options)] })
  await untilTaken(services, run, started)
  return { run_id, pid: started.pid }
}

function resumeFlags({ in_doubt, max_tokens, max_cost_usd, timeout_ms }: Omit<ResumeOptions, 'prompter'>): string[] {
  const flag = (name: string, value: string | number | null | undefined): string[] =>
    value === undefined ? [] : [`--${name}=${value ?? 'none'}`]
  return [
    ...flag('in-doubt', in_doubt),
    ...flag('max-tokens', max_tokens),
    ...flag('max-cost', max_cost_usd),
    ...flag('timeout', timeout_ms === undefined ? undefined : timeout_ms / 1000),
  ]
}

async function untilTaken({ store }: Services, before: RunRecord, { pid, exited }: HostProcess): Promise<void> {
  let code: number | undefined
  void exited.then((ended) => {
    code = ended
  })
  for (let waited = 0; waited < TAKE_LIMIT_MS; waited += LOOK_MS) {
    const ended = code
    const run = store.runs.get(before.run_id) ?? before
    if (run.owner?.pid === pid) return
    if (run.owner !== null && ownerIsAlive(run.owner)) throw heldError(run)
    if (ended !== undefined) return checkEnd(run, before, ended)
    await sleep(LOOK_MS)
  }
}

/** It is gone before it was seen with the run: it was quick, or it never got so far. */
function checkEnd(run: RunRecord, before: RunRecord, code: number): void {
  if (code === EXIT_CODES.tryAgain) throw heldError(run)
  if (run.epoch > before.epoch) return
  throw new ClawError('INTERNAL', `The process for run ${run.run_id} ended with ${code} before it took the run.`, {
    fix: `claw resume ${run.run_id}`,
  })
}

function heldError({ run_id, owner }: RunRecord): ClawError {
  const by = owner === null ? 'another process' : `process ${owner.pid} on ${owner.host}`
  return new ClawError('RUN_HELD', `Run ${run_id} is held by ${by}.`, { fix: `claw watch ${run_id}`, retryable: true })
}
