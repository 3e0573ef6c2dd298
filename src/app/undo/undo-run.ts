import { ClawError } from '../../kernel/claw-error.ts'
import { isJsonObject } from '../../kernel/json.ts'
import { hiddenPaths } from '../../policy/hidden-paths.ts'
import { TERMINAL_STATUSES } from '../../protocol/run.ts'
import { currentOwner } from '../../store/owner.ts'
import type { FileChangeRecord, RunRecord } from '../../store/records.ts'
import { createPathJail, isInside, type PathJail } from '../../tools/path-jail.ts'
import { isSameThing, lookAt } from '../../tools/undo/look-at.ts'
import { planUndo, type UndoStep } from '../../tools/undo/plan-undo.ts'
import { namesIn } from '../../tools/undo/planned-changes.ts'
import { undoChange } from '../../tools/undo/undo-change.ts'
import { createVirtualTree, type VirtualTree } from '../../tools/undo/virtual-tree.ts'
import type { UndoReport, UndoRow } from '../../view/rows.ts'
import { toolLine } from '../../view/tool-line.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'
import { requireOwnRun } from '../require-own-run.ts'
import { undoDiff } from './undo-diff.ts'

export interface UndoOptions {
  /** Absolute; only changes at or below one of them. Empty: all. */
  readonly paths: readonly string[]
  /** Only tells what it would do. */
  readonly dryRun: boolean
}

type Step = UndoStep<FileChangeRecord>

/** Puts the files of a run back as they were, as far as nobody has changed them since. Throws NOT_FOUND, RUN_HELD, RUN_OPEN, RUN_BROUGHT. */
export async function undoRun(services: Services, run_id: string, options: UndoOptions): Promise<UndoReport> {
  const run = requireEnded(services, run_id)
  const { config, store } = services
  const jail = createPathJail({
    roots: [config.workspace, ...config.extraAllowedPaths],
    protectedGlobs: [config.stateDir, config.userStateDir, config.userConfigDir],
  })
  const open = (): FileChangeRecord[] =>
    store.changes.list(run_id).filter((change) => change.state !== 'undone' && isWanted(change, options.paths))
  if (options.dryRun) {
    const { steps, tree } = await plan(open(), jail)
    const diff = await undoDiff(services, { tree, jail, shown: await notHidden(config) })
    return report(services, run, { steps, jail, diff, dryRun: true })
  }
  const fence = store.runs.claim(run_id, currentOwner())
  try {
    const { steps } = await plan(open(), jail)
    const done = await carryOut(services, fence, steps, jail)
    const told = report(services, run, { steps: done, jail, diff: [], dryRun: false })
    record(services, fence, told)
    return told
  } finally {
    store.runs.release(fence)
  }
}

// The person may put back what a rule hides from agents, but the diff must not print it.
async function notHidden(config: Services['config']): Promise<(path: string) => boolean> {
  const { policyOf } = await import('../open-tools.ts')
  const hiding = createPathJail({
    roots: [config.workspace, ...config.extraAllowedPaths],
    protectedGlobs: hiddenPaths(policyOf(config).rules, 'read'),
  })
  return (path) => !hiding.isProtected(path)
}

function requireEnded(services: Services, run_id: string): RunRecord {
  const run = services.store.runs.get(run_id)
  if (run === undefined) throw new ClawError('NOT_FOUND', `There is no run '${run_id}'.`, { fix: 'claw runs' })
  requireOwnRun(services, run_id)
  if ((TERMINAL_STATUSES as readonly string[]).includes(run.status)) return run
  throw new ClawError('RUN_OPEN', `Run ${run_id} has not ended (${run.status}): it may go on with what it changed.`, {
    fix: `claw cancel-run ${run_id}`,
  })
}

function isWanted({ path, to_path }: FileChangeRecord, paths: readonly string[]): boolean {
  return paths.length === 0 || paths.some((wanted) => isInside(wanted, path) || (to_path !== null && isInside(wanted, to_path)))
}

async function plan(changes: readonly FileChangeRecord[], jail: PathJail): Promise<{ steps: Step[]; tree: VirtualTree }> {
  const { signal } = new AbortController()
  const tree = createVirtualTree({ look: (path) => lookAt(path, { jail, signal }), names: (path) => namesIn(path, jail) })
  return { steps: await planUndo(changes, tree), tree }
}

/** Each step is marked before and after: an undo that is killed goes on where it stood. */
async function carryOut(
  { store }: Services,
  fence: Parameters<typeof store.changes.begin>[0],
  steps: readonly Step[],
  jail: PathJail,
): Promise<Step[]> {
  const due = steps.filter(({ verdict }) => verdict !== 'skip')
  const audit = { actor: localActor(), target: fence.run_id, run_id: fence.run_id }
  if (due.length > 0)
    store.transaction(fence, () => {
      store.changes.begin(
        fence,
        due.map(({ change }) => change.id),
      )
      store.audit.append({ ...audit, action: 'run.undo_started', detail: { changes: due.length } })
    })
  const done: Step[] = []
  for (const step of steps) done.push(await carryOutOne(step))
  return done

  async function carryOutOne(step: Step): Promise<Step> {
    if (step.verdict === 'skip') return step
    try {
      if (step.verdict === 'undo') {
        if (!(await isStillAsLeft(step.change, jail))) return { change: step.change, verdict: 'skip', reason: 'it was changed since' }
        undoChange(step.change, { jail, readImage: store.images.read })
      }
      store.changes.undone(fence, [step.change.id])
      return step
    } catch (error) {
      if (!(error instanceof ClawError) || error.code === 'FENCED' || error.code.startsWith('STORE_')) throw error
      return { change: step.change, verdict: 'skip', reason: error.message }
    }
  }
}

// A long undo leaves time between judging a file and replacing it.
async function isStillAsLeft({ path, to_path, after, op }: FileChangeRecord, jail: PathJail): Promise<boolean> {
  if (op === 'mkdir') return true
  return isSameThing(await lookAt(to_path ?? path, { jail, signal: new AbortController().signal }), after)
}

interface Outcome {
  readonly steps: readonly Step[]
  readonly jail: PathJail
  readonly diff: readonly string[]
  readonly dryRun: boolean
}

function report(services: Services, run: RunRecord, { steps, jail, diff, dryRun }: Outcome): UndoReport {
  const rows = steps.map((step) => rowOf(step, jail))
  return {
    run_id: run.run_id,
    task: run.task,
    dry_run: dryRun,
    undone: rows.filter(({ verdict }) => verdict === 'undo'),
    skipped: rows.filter(({ verdict }) => verdict === 'skip'),
    settled: rows.filter(({ verdict }) => verdict === 'settled').length,
    not_undoable: opaqueCalls(services, run.run_id),
    diff,
  }
}

function rowOf(step: Step, jail: PathJail): UndoRow & { verdict: Step['verdict'] } {
  const { op, path, to_path } = step.change
  const reason = step.verdict === 'skip' ? step.reason : ''
  return { op, path: jail.show(path), to_path: to_path === null ? null : jail.show(to_path), reason, verdict: step.verdict }
}

/** What went on outside of the file tools: nobody knows what it changed. */
function opaqueCalls({ store }: Services, run_id: string): string[] {
  return store.journal
    .listRun(run_id)
    .filter(({ kind, effect }) => kind === 'tool_call' && effect?.['recovery'] === 'opaque')
    .map(({ request }) => (isJsonObject(request) ? toolLine(String(request['tool']), request['args'] ?? null) : 'a tool call'))
}

function record({ store }: Services, fence: Parameters<typeof store.changes.begin>[0], told: UndoReport): void {
  if (told.undone.length + told.skipped.length === 0) return
  const by = localActor()
  store.transaction(fence, () => {
    const data = { undone: told.undone.length, skipped: told.skipped.map(({ path, reason }) => ({ path, reason })), by }
    store.events.append(fence, { type: 'run.undone', data })
    const paths = told.undone.slice(0, 200).map(({ op, path }) => ({ op, path }))
    store.audit.append({ actor: by, action: 'run.undone', target: fence.run_id, run_id: fence.run_id, detail: { ...data, paths } })
  })
}
