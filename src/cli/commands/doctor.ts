import type { Config } from '../../config/config.ts'
import { configurationFinding } from '../../config/configuration-finding.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { EXIT_CODES } from '../../kernel/error-codes.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { formatTable } from '../../view/format-table.ts'
import type { DoctorCheck } from '../../view/rows.ts'
import { doctorTable } from '../../view/tables.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import { withoutTrace } from '../without-trace.ts'

/** `claw doctor`: exit 3 when something that is required fails. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { config, check } = checkConfig(context)
  const checks = [check, ...(config === undefined ? [] : await checkPlace(context, config))]
  const failed = checks.filter((one) => one.required && one.state === 'failed')
  const text = [doctorTable(checks, context.list), cures(checks), ...(config === undefined ? [] : [settingsText(config, context)])]
  return {
    text: text.filter((part) => part !== '').join('\n\n'),
    result: { checks: publicJson(checks), settings: publicJson(config?.origins ?? []), notes: [...(config?.notes ?? [])] },
    exit: failed.length === 0 ? EXIT_CODES.done : EXIT_CODES.configuration,
    ...(failed[0] === undefined ? {} : { error: failure(failed[0], failed.length) }),
  }
}

/** A look at a folder that is no workspace leaves nothing there. */
async function checkPlace(context: CommandContext, config: Config): Promise<DoctorCheck[]> {
  const traceless = withoutTrace(config)
  try {
    return await (await context.module()).checkHealth(traceless.config)
  } finally {
    traceless.remove()
  }
}

function checkConfig(context: CommandContext): { config: Config | undefined; check: DoctorCheck } {
  const started = performance.now()
  const check = (state: DoctorCheck['state'], detail: string, fix: string): DoctorCheck => ({
    name: 'configuration',
    state,
    required: true,
    detail,
    fix,
    duration_ms: Math.round(performance.now() - started),
  })
  try {
    const config = context.config()
    const { state, detail, fix } = configurationFinding(config)
    return { config, check: check(state, detail, fix) }
  } catch (error) {
    if (!(error instanceof ClawError)) throw error
    return { config: undefined, check: check('failed', error.message, error.fix) }
  }
}

function cures(checks: readonly DoctorCheck[]): string {
  const bad = checks.filter((check) => check.state !== 'ok' && check.fix !== '')
  return bad.length === 0 ? '' : ['To mend:', ...bad.map((check) => `  ${check.name}: ${visibleLine(check.fix)}`)].join('\n')
}

function failure(check: DoctorCheck, count: number) {
  return {
    code: 'CHECK_FAILED',
    message: `${count} required ${count === 1 ? 'check' : 'checks'} failed, first: ${check.name}: ${check.detail}`,
    fix: check.fix,
  }
}

function settingsText(config: Config, context: CommandContext): string {
  const all = context.input.options['settings'] === true
  const rows = config.origins.filter((row) => all || row.origin !== 'default')
  const shown = (value: unknown): string =>
    value === null ? '(unset)' : visibleLine(typeof value === 'string' ? value : JSON.stringify(value))
  const table = formatTable(
    rows,
    [
      { title: 'SETTING', cell: (row) => row.name },
      { title: 'FROM', cell: (row) => row.origin },
      { title: 'VALUE', cell: (row) => shown(row.value), flexible: true },
    ],
    context.list,
  )
  const parts = rows.length === 0 ? ['Every setting has its default (claw doctor --settings shows them).'] : [table]
  return [...parts, ...config.notes.map((note) => `note: ${visibleLine(note)}`)].join('\n')
}
