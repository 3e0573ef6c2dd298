import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import type { Desk } from '../desk.ts'

/** The text after the person's editor had it and this terminal. Throws EDITOR_FAILED. */
export async function editText(text: string, { config, withTerminal }: Pick<Desk<never>, 'config' | 'withTerminal'>): Promise<string> {
  const editor = config.editor ?? 'vi'
  const folder = mkdtempSync(join(tmpdir(), 'claw-task-'))
  const file = join(folder, 'task.md')
  try {
    writeFileSync(file, text, { mode: 0o600 })
    const { openEditor } = await import('../../app/spawn-host.ts')
    const code = await withTerminal(() => openEditor(editor, file, { toStderr: false }))
    if (code === 127) throw new ClawError('EDITOR_FAILED', `The editor '${editor}' was not found.`, { fix: 'export EDITOR=nano' })
    if (code !== 0)
      throw new ClawError('EDITOR_FAILED', `The editor '${editor}' ended with ${code}; the text stays as it was.`, {
        fix: 'export EDITOR=nano',
      })
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
