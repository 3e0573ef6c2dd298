import { resolve } from 'node:path'
import type { App } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { EXIT_CODES } from '../../kernel/error-codes.ts'
import { toJson } from '../../kernel/json.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import type { UndoReport, UndoRow } from '../../view/rows.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { confirm } from '../confirm.ts'

/** `claw undo [run]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await findRun(context)
  const { options } = context.input
  const path = options['path']
  const paths = typeof path === 'string' ? path.split('\n').map((each) => resolve(context.host.cwd ?? process.cwd(), each)) : []
  const planned = await app.undoRun(id, { paths, dryRun: true })
  if (options['dry-run'] === true || planned.undone.length === 0) {
    const settles = options['dry-run'] !== true && planned.settled > 0
    if (settles) await app.undoRun(id, { paths, dryRun: false })
    return outcome(planned, options['dry-run'] === true)
  }
  if (!(await confirm(context, planText(planned).join('\n'), id.slice(0, 4))))
    return { text: 'Nothing was put back.', result: null, exit: EXIT_CODES.denied }
  return outcome(await app.undoRun(id, { paths, dryRun: false }), false)
}

async function findRun(context: CommandContext): Promise<{ app: App; id: string }> {
  const prefix = context.input.args['run']
  if (prefix !== undefined) return context.locate('run', prefix)
  const app = await context.app()
  const id = await app.lastChangedRun()
  if (id !== undefined) return { app, id }
  throw new ClawError('NOT_FOUND', 'No run of this workspace has left file changes that can be undone.', { fix: 'claw runs' })
}

function outcome(report: UndoReport, dryRun: boolean): CommandOutcome {
  const text = dryRun ? planText(report) : doneText(report)
  return { text: text.join('\n'), result: toJson(report), ...(!dryRun && report.skipped.length > 0 ? { exit: EXIT_CODES.partial } : {}) }
}

function planText(report: UndoReport): string[] {
  const head = `run ${report.run_id}   ${visibleLine(report.task)}`
  if (report.undone.length === 0) return [head, 'Nothing is left to put back.', ...rest(report)]
  return [head, `${report.undone.length} to put back:`, ...report.undone.map(lineOf), ...report.diff, ...rest(report)]
}

function doneText(report: UndoReport): string[] {
  const done = report.undone.length === 0 ? ['Nothing is left to put back.'] : ['Put back:', ...report.undone.map(lineOf)]
  return [...done, ...rest(report)]
}

function rest({ skipped, not_undoable }: UndoReport): string[] {
  return [
    ...skipped.map((row) => `stays:${lineOf(row)}   ${visibleLine(row.reason)}`),
    ...not_undoable.map((call) => `not undoable (what it changed, if anything, stays): ${call}`),
  ]
}

function lineOf({ op, path, to_path }: UndoRow): string {
  return `  ${op.padEnd(6)} ${visibleLine(path)}${to_path === null ? '' : ` -> ${visibleLine(to_path)}`}`
}
