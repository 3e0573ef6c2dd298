import { visibleLine } from '../kernel/visible-text.ts'

export interface SavedAgentRow {
  readonly agent_id: string
  readonly folder: string
  readonly changed: boolean
  readonly what: string
  readonly version_kept: number | null
  readonly copied_from: string | null
  readonly still_asks: readonly string[]
  readonly untrusted: boolean
}

/** What became of an edit. */
export function savedAgentText(saved: SavedAgentRow): string {
  const { agent_id: id } = saved
  if (!saved.changed) return `${id}: nothing was changed.`
  const lines = [`${id} changed: ${visibleLine(saved.what) || 'layout only'}. It applies at the next run.`]
  if (saved.version_kept !== null)
    lines.push(`The former text is version ${saved.version_kept}: claw agent restore ${id} --version ${saved.version_kept}`)
  if (saved.copied_from !== null)
    lines.push(
      `It is a copy now, in ${saved.folder}: the one that comes with claw (${saved.copied_from}) is hidden by it. Back to that one: claw delete-agent ${id}`,
    )
  if (saved.still_asks.length > 0)
    lines.push(
      `It had been changed by others before, which you have not accepted: ${visibleLine(saved.still_asks.join('; '))}. claw agent accept ${id}`,
    )
  if (saved.untrusted) lines.push(`Its text as a whole was accepted by nobody and still counts as untrusted: claw agent accept ${id}`)
  return lines.join('\n')
}

export function textProblemLines(
  problems: readonly { readonly file: string; readonly line: number | null; readonly message: string }[],
): string[] {
  return problems.map(({ file, line, message }) => `  ${file}${line === null ? '' : `:${line}`}  ${visibleLine(message)}`)
}
