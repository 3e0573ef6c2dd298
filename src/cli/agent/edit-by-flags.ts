import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { AgentEditFunctions, ListEdit, ManifestEdits } from '../../app/agents/agent-edit-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { savedAgentText } from '../../view/saved-agent-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import { EDIT_FLAGS, EDITED_LISTS } from './edit-flags.ts'

export type EditFlags = ManifestEdits & { readonly skill?: string }

/** What the flags ask for; undefined when there are none. Throws USAGE. */
export function readEditFlags({ input: { options }, host }: CommandContext): EditFlags | undefined {
  if (!EDIT_FLAGS.some((name) => options[name] !== undefined)) return undefined
  if (options['file'] !== undefined) throw new ClawError('USAGE', '--file opens the editor; the other flags of edit do without it.')
  const file = options['skill-file']
  return {
    set: values(options['set']).map(assignment),
    add: listEdits(options, 'add'),
    remove: listEdits(options, 'rm'),
    ...(typeof file === 'string' ? { skill: readText(resolve(host.cwd ?? process.cwd(), file), file) } : {}),
  }
}

export async function editByFlags(app: AgentEditFunctions, id: string, flags: EditFlags): Promise<CommandOutcome> {
  const saved = await app.editAgent(id, flags)
  return { text: savedAgentText(saved), result: publicJson(saved) }
}

function listEdits(options: Readonly<Record<string, string | true>>, verb: 'add' | 'rm'): ListEdit[] {
  return Object.entries(EDITED_LISTS).flatMap(([word, list]) => values(options[`${verb}-${word}`]).map((value) => ({ list, value })))
}

function values(option: string | true | undefined): string[] {
  return typeof option === 'string' ? option.split('\n') : []
}

function assignment(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  if (at < 1)
    throw new ClawError('USAGE', `--set: '${visibleLine(text.slice(0, 60))}' is not field=text.`, {
      fix: 'claw agent edit <id> --set description="..."',
    })
  return [text.slice(0, at).trim(), text.slice(at + 1)]
}

function readText(path: string, given: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    throw new ClawError('USAGE', `--skill-file: '${visibleLine(given.slice(0, 100))}' cannot be read as text.`, { cause: error })
  }
}
