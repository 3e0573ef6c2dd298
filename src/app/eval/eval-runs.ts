import { createCapsuleRunner } from '../../capsules/supervisor/create-capsule-runner.ts'
import { createWarmPool } from '../../capsules/supervisor/create-warm-pool.ts'
import { requireModelKey } from '../../config/require-usable-provider.ts'
import { executeRun } from '../../coordinator/execute-run.ts'
import type { CoordinatorPorts, RunOptions } from '../../coordinator/ports.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { systemClock } from '../../kernel/clock.ts'
import type { ChatModel } from '../../models/chat-model.ts'
import { withMasking } from '../../models/with-masking.ts'
import type { RunEvent } from '../../protocol/events.ts'
import { currentOwner } from '../../store/owner.ts'
import type { Store } from '../../store/store.ts'
import type { EvalReport, EvalRow } from '../../view/eval-rows.ts'
import { EVAL_OUTCOMES } from '../../view/eval-rows.ts'
import { unifiedDiff } from '../../view/unified-diff.ts'
import { chooseSandbox } from '../choose-sandbox.ts'
import { capsOf } from '../coordinator-ports.ts'
import { runFaults } from '../faults/run-faults.ts'
import { openPlanners } from '../open-planners.ts'
import type { Services } from '../open-services.ts'
import { isContained, openTools } from '../open-tools.ts'
import { playMemory } from '../replay/play-memory.ts'
import { type RecordingFile, readRecordings } from '../replay/recording-file.ts'
import { openScratchStore, seedRun } from '../replay/scratch-store.ts'
import { secretPort } from '../secrets/secret-port.ts'
import { type TrackedDriver, trackProcesses } from '../track-processes.ts'
import { type EvalTexts, evalAgents, evalRouter } from './eval-agents.ts'
import { type EvalLimits, withEvalBudget } from './eval-budget.ts'
import { figuresOf, judgeChange, sumsOf } from './eval-figures.ts'
import { evalTools } from './eval-tools.ts'

export interface EvalRequest extends EvalTexts, EvalLimits {
  readonly folder: string
}

/** Every recorded run of the folder again with the configured model; tools answer from the recordings. Throws NOT_FOUND, RECORDING_INVALID, NO_MODEL, RUN_BUDGET, CANCELLED, and what keeps a provider from being asked. */
export async function evalRuns(services: Services, request: EvalRequest, signal: AbortSignal): Promise<EvalReport> {
  const files = readRecordings(request.folder)
  requireRecordedAgents(files, request)
  requireModelKey(services.config)
  const opened = await services.models.configured(services.config)
  if (opened === null)
    throw new ClawError('NO_MODEL', 'An evaluation asks a language model, and none is configured.', {
      fix: 'claw eval <folder> --provider NAME',
    })
  const model = withEvalBudget(withMasking(opened, services.redactor), request)
  const tracked = trackProcesses((await chooseSandbox(services.config)).driver)
  const onAbort = (): void => void tracked.killAll()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    const rows: EvalRow[] = []
    for (const file of files) rows.push(await evalOne(services, { request, model, tracked, signal }, file))
    return report(model, rows)
  } finally {
    signal.removeEventListener('abort', onAbort)
    await tracked.driver.close()
  }
}

interface Evaluation {
  readonly request: EvalRequest
  readonly model: ChatModel
  readonly tracked: TrackedDriver
  readonly signal: AbortSignal
}

async function evalOne(services: Services, evaluation: Evaluation, { file, recording }: RecordingFile): Promise<EvalRow> {
  const { signal, tracked } = evaluation
  const { run } = recording
  const unavailable: string[] = []
  const scratch = openScratchStore(services.redactor)
  const pool = createWarmPool(tracked.driver)
  try {
    seedRun(scratch.store, { ...recording, events: recording.events.filter(({ type }) => type !== 'run.forked') })
    const ports = await portsFor(services, evaluation, { recording, store: scratch.store, pool, unavailable })
    const options = {
      ...(run.options as RunOptions),
      plan_only: false,
      approve_plan: false,
      max_tokens: null,
      max_cost_usd: null,
      timeout_ms: null,
      agent_id: typeof run.options['agent_id'] === 'string' && ports.agents.get(run.options['agent_id']) ? run.options['agent_id'] : null,
    }
    await executeRun({ run_id: run.run_id, owner: currentOwner(), ports, inDoubt: null, options, signal })
    if (signal.aborted) throw new ClawError('CANCELLED', 'The evaluation was cancelled.')
    const events = scratch.store.events.list(run.run_id)
    stopUnjudged(events)
    const [then, now] = [figuresOf(recording.events), figuresOf(events)]
    const diff =
      then.answer === now.answer ? [] : (unifiedDiff(`${then.answer}\n`, `${now.answer}\n`) ?? ['(the answers have little in common)'])
    return { file, run_id: run.run_id, task: run.task, ...judgeChange(then, now), recorded: then, now, unavailable, diff }
  } finally {
    await pool.close()
    scratch.close()
  }
}

function requireRecordedAgents(files: readonly RecordingFile[], { skills }: EvalTexts): void {
  const recorded = new Set(files.flatMap(({ recording }) => recording.agents.map(({ manifest }) => manifest.agent_id)))
  const unknown = Object.keys(skills).find((agent_id) => !recorded.has(agent_id))
  if (unknown === undefined) return
  const known = [...recorded].sort().join(', ')
  throw new ClawError('NOT_FOUND', `No recording has an agent '${unknown}'. Agents of the recordings: ${known || 'none'}.`, {
    fix: 'claw eval <folder> --skill AGENT=FILE, with one of these',
  })
}

// A run that a limit cut short, or whose provider could not be asked, says nothing about the model.
function stopUnjudged(events: readonly RunEvent[]): void {
  const ended = events.findLast((event) => event.type === 'run.ended')
  const error = ended?.type === 'run.ended' ? ended.data.error : null
  if (error?.code === 'RUN_BUDGET')
    throw new ClawError('RUN_BUDGET', error.message, { fix: 'claw eval <folder>, with a higher --max-cost or --max-tokens' })
  const code = UNASKED.find((one) => one === error?.code)
  if (code !== undefined) throw new ClawError(code, error?.message ?? '', { fix: 'claw models test; then the evaluation again' })
}

const UNASKED = ['MODEL_UNAVAILABLE', 'MODEL_RATE_LIMITED', 'MODEL_KEY_REJECTED'] as const

interface EvalPlace {
  readonly recording: RecordingFile['recording']
  readonly store: Store
  readonly pool: ReturnType<typeof createWarmPool>
  readonly unavailable: string[]
}

async function portsFor(services: Services, { request, model, tracked }: Evaluation, place: EvalPlace): Promise<CoordinatorPorts> {
  const { config, redactor, catalog, grants, embedder } = services
  const { recording, store, pool, unavailable } = place
  const { driver } = tracked
  const { executor } = await openTools({
    config,
    sandbox: driver,
    refs: store.refs,
    images: store.images,
    grants,
    secrets: secretPort(services),
  })
  const agents = evalAgents(catalog, recording, request)
  return {
    store,
    clock: systemClock,
    redactor,
    executor: evalTools({ executor, recording, onUnavailable: (tool) => unavailable.push(tool) }),
    runCapsule: createCapsuleRunner({ sandbox: driver, clock: systemClock, pool }),
    keepFault: runFaults(services),
    sandboxHolds: driver.name !== 'none',
    contained: isContained(driver),
    sandboxName: driver.name,
    agents,
    memory: playMemory(recording),
    pins: { news: async () => [], noted: () => undefined, pending: async () => [], accept: () => undefined, untrustedText: () => null },
    forms: { changes: () => [], noted: () => undefined },
    evolution: null,
    router: evalRouter(embedder, recording, agents),
    planners: await openPlanners(services),
    model,
    // What is evaluated is one model, whatever agents name.
    agentModel: async () => model,
    caps: capsOf(config),
    workspace: config.workspace,
    embedderName: embedder.model,
    prompt: async ({ approval }) => {
      const asked = recording.events.find((event) => event.type === 'question.asked' && event.data.question === approval.summary)
      const id = asked?.type === 'question.asked' ? asked.data.question_id : ''
      const answer = recording.events.find((event) => event.type === 'question.answered' && event.data.question_id === id)
      const text = answer?.type === 'question.answered' ? answer.data.answer : null
      return { kind: 'answered', text: text ?? 'Nobody can be asked now.' }
    },
    approvals: {
      decide: (approval_id, answer) => store.approvals.decide(approval_id, answer),
      windowMs: 0,
      create: 'approve',
      api: 'approve',
      timeoutMs: config.apiApprovalTimeoutMs,
      isPaid: () => false,
      judgeAnnounced: () => ({ decision: 'allow', rule: 'eval', reason: 'nothing is called', steps: [] }),
    },
  }
}

function report({ provider, model }: ChatModel, runs: readonly EvalRow[]): EvalReport {
  const counts = EVAL_OUTCOMES.map((outcome) => [outcome, runs.filter((row) => row.outcome === outcome).length] as const)
  return {
    provider,
    model,
    runs,
    totals: {
      recorded: sumsOf(runs.map(({ recorded }) => recorded)),
      now: sumsOf(runs.map(({ now }) => now)),
      ...(Object.fromEntries(counts) as Record<(typeof EVAL_OUTCOMES)[number], number>),
    },
  }
}
