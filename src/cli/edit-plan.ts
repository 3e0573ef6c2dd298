import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import type { PlanChange } from '../protocol/plan-change.ts'
import type { ApprovalRow } from '../view/rows.ts'
import type { CommandContext } from './command-context.ts'
import { changeInText, planAsText } from './plan-change.ts'

/** Opens the plan in the editor and reads what the person made of it. Throws EDITOR_FAILED, USAGE. */
export async function editPlan(
  context: Pick<CommandContext, 'config' | 'host' | 'input' | 'interactive'>,
  row: ApprovalRow,
): Promise<PlanChange> {
  const { editor } = context.config()
  if (editor === null && !context.interactive)
    throw new ClawError('USAGE', 'No editor is named by VISUAL or EDITOR, and there is no terminal to open one in.', {
      fix: `claw approve ${row.approval_id} --edit s1.task="..."`,
    })
  const folder = mkdtempSync(join(tmpdir(), 'claw-plan-'))
  try {
    const file = join(folder, 'plan.json')
    writeFileSync(file, planAsText(row), { mode: 0o600 })
    await open(context, editor ?? 'vi', file)
    return changeInText(row, readFileSync(file, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// Ctrl-C belongs to the editor while it runs.
async function open({ host, input }: Pick<CommandContext, 'host' | 'input'>, editor: string, file: string): Promise<void> {
  const { openEditor } = await import('../app/spawn-host.ts')
  const off = host.onSignal(() => undefined)
  try {
    const code = await openEditor(editor, file, { toStderr: !host.streams.stdoutIsTty || input.output === 'json' })
    if (code !== 0) throw new ClawError('EDITOR_FAILED', `The editor '${editor}' ended with ${code}; nothing was answered.`)
  } finally {
    off()
  }
}
