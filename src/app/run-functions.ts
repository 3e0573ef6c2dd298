import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RunOptions } from '../coordinator/ports.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { RunRecord } from '../store/records.ts'
import type { App, LiveRun, Prompter, ResumeOptions, StartRunOptions } from './app-port.ts'
import type { RunEquipment } from './coordinator-ports.ts'
import { createRun } from './create-run.ts'
import type { Services } from './open-services.ts'
import { isOnlyPlanned, requireResumable } from './require-resumable.ts'
import type { RunCareFunctions } from './runs/run-care-port.ts'
import { toPromptPort } from './to-prompt-port.ts'
import { watchRun } from './watch-run.ts'

type RunFunctions = Pick<
  App,
  | 'forkRun'
  | 'forkSteps'
  | 'changedFiles'
  | 'startRun'
  | 'resumeRun'
  | 'watchRun'
  | 'listRuns'
  | 'getRun'
  | 'events'
  | keyof RunCareFunctions
>

export function runFunctions(services: Services): { functions: RunFunctions; settle(): Promise<void> } {
  const { store, catalog } = services
  const open = new Set<Promise<unknown>>()

  async function live(run: RunRecord, prompter: Prompter | undefined, resume: ResumeOptions | null): Promise<LiveRun> {
    store.images.collect()
    await sweepTrashIfAny(services)
    const prompt = prompter ? toPromptPort(prompter) : null
    const { chooseSandbox } = await import('./choose-sandbox.ts')
    // It proves itself in a process of its own while the rest loads.
    const options = optionsFor(run, resume ?? {})
    const equipped = await forRun(services, options)
    const sandbox = chooseSandbox(services.config)
    sandbox.catch(() => undefined)
    const { coordinatorPorts } = await import('./coordinator-ports.ts')
    const equipment = equipped.equip(await coordinatorPorts(equipped.services, prompt, sandbox))
    // The coordinator (LangGraph) loads only when something is to be carried out, and while the first capsule starts.
    const { startLiveRun } = await import('./live-run.ts')
    const started = startLiveRun({
      run_id: run.run_id,
      store,
      equipment,
      inDoubt: resume?.in_doubt ?? null,
      options,
    })
    const settled = started.done.catch(() => undefined)
    open.add(settled)
    void settled.then(() => open.delete(settled))
    return started
  }

  const functions: RunFunctions = {
    startRun: async (options: StartRunOptions) => {
      await catalog.fresh()
      return live(createRun(services, options), options.prompter, null)
    },
    resumeRun: async (run_id, options) => {
      await catalog.fresh()
      return live(requireResumable(services, run_id, options), options.prompter, options)
    },
    forkRun: async (run_id, { prompter, ...request }) => {
      await catalog.fresh()
      const { createFork } = await import('./fork/create-fork.ts')
      return live(createFork(services, run_id, request), prompter, null)
    },
    forkSteps: async (run_id) => {
      const [{ toldSteps }, { takeRecording }] = await Promise.all([import('./fork/told-steps.ts'), import('./replay/take-recording.ts')])
      return toldSteps(takeRecording(services, run_id))
    },
    changedFiles: async (run_id) => [
      ...new Set(store.changes.list(run_id).flatMap((row) => (row.state === 'made' ? [row.to_path ?? row.path] : []))),
    ],
    watchRun: async (run_id, signal) => watchRun(store, requireRun(services, run_id), signal),
    listRuns: async (options) => store.runs.list(options),
    getRun: async (run_id) => requireRun(services, run_id),
    events: async (run_id, options = {}) => {
      requireRun(services, run_id)
      const events = store.events.list(run_id, options.after_seq === undefined ? {} : { after_seq: options.after_seq })
      return options.tail === undefined ? events : events.slice(-options.tail)
    },
    cancelRun: async (run_id, { force = false } = {}) => {
      const { cancelRun } = await import('./runs/cancel-run.ts')
      return cancelRun(services, requireRun(services, run_id), force)
    },
    pageRuns: async (query) => (await import('./runs/page-runs.ts')).pageRuns(services, query),
    runTags: async () => store.runPages.tags(),
    previewRun: async (options) => (await import('./runs/preview-run.ts')).previewRun(services, options),
    rerunOptions: async (run_id) => (await import('./runs/rerun-options.ts')).rerunOptions(services, run_id),
    wholeResult: async (...call) => (await import('./runs/whole-result.ts')).wholeResult(services, ...call),
    exportRun: async (run_id, path) => (await import('./runs/export-run.ts')).exportRun(services, run_id, path),
    exportTexts: async (run_id) => (await import('./runs/export-texts.ts')).exportTexts(services, run_id),
  }
  return { functions, settle: async () => void (await Promise.allSettled(open)) }
}

/** A run works with what it was started with, whoever carries it on; what few runs have is loaded for them alone. */
async function forRun(services: Services, { fork, temperature }: RunOptions) {
  const { portsOfRun } = temperature === undefined ? { portsOfRun: same } : await import('./runs/ports-of-run.ts')
  if (fork === undefined) return { services, equip: withPorts((ports) => portsOfRun(ports, { temperature })) }
  const { configOfFork, portsOfFork } = await import('./fork/config-of-fork.ts')
  const config = configOfFork(services.config, fork)
  return { services: { ...services, config }, equip: withPorts((ports) => portsOfRun(portsOfFork(ports, fork), { temperature })) }
}

function withPorts(change: (ports: RunEquipment['ports']) => RunEquipment['ports']): (equipment: RunEquipment) => RunEquipment {
  return (equipment) => ({ ...equipment, ports: change(equipment.ports) })
}

function same(ports: RunEquipment['ports'], _options: unknown): RunEquipment['ports'] {
  return ports
}

// Loaded only where something was deleted; a trash that cannot be swept must not keep a run from starting.
async function sweepTrashIfAny(services: Services): Promise<void> {
  if (!existsSync(join(services.config.stateDir, 'trash', 'agents'))) return
  const { sweepTrash } = await import('./agents/trash-functions.ts')
  await sweepTrash(services).catch(() => undefined)
}

/** Those that the run was started with, or new limits; a plan that was only shown is carried out by a resume. */
function optionsFor(run: RunRecord, { max_tokens, max_cost_usd, timeout_ms }: ResumeOptions): RunOptions {
  const options = run.options as RunOptions
  return {
    ...options,
    plan_only: options.plan_only && !isOnlyPlanned(run),
    max_tokens: max_tokens === undefined ? options.max_tokens : max_tokens,
    // A run of an earlier version was stored without it.
    max_cost_usd: max_cost_usd === undefined ? (options.max_cost_usd ?? null) : max_cost_usd,
    timeout_ms: timeout_ms ?? options.timeout_ms,
  }
}

export function requireRun({ store }: Pick<Services, 'store'>, run_id: string): RunRecord {
  const run = store.runs.get(run_id)
  if (run) return run
  throw new ClawError('NOT_FOUND', `There is no run '${run_id}'.`, { fix: 'claw runs' })
}
