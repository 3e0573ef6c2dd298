import type { EntrypointRow } from '../../../agent-care-rows.ts'
import { plural } from '../../../format.ts'
import type { AgentRow } from '../../../rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import { acceptBlocks } from '../../parts/accept-question.ts'
import { confirmBlocks } from '../../parts/confirm.ts'
import { factLine } from '../../parts/detail-lines.ts'
import type { EditorState } from '../../parts/editor/editor-state.ts'
import { editorView } from '../../parts/editor/editor-view.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'

/** What the list asks before it does it. */
export type AgentsQuestion =
  | { readonly about: 'delete'; readonly agent: AgentRow }
  | { readonly about: 'accept'; readonly agent: AgentRow }
  | { readonly about: 'empty-trash'; readonly agent_ids: readonly string[] }
  | { readonly about: 'rewrite'; readonly changes: readonly EntrypointRow[] }
  /** Needs words that are typed. */
  | { readonly about: 'delete-all'; readonly doomed: readonly AgentRow[]; readonly words: EditorState }

export const DELETE_ALL_WORDS = 'DELETE ALL'

export function questionBlocks(question: AgentsQuestion, columns: number): Block[] {
  switch (question.about) {
    case 'delete':
      return confirmBlocks(`Delete ${visibleLine(question.agent.agent_id)}?`, whatGoes(question.agent))
    case 'accept':
      return acceptBlocks({ ...question.agent, id: question.agent.agent_id })
    case 'empty-trash': {
      const ids = question.agent_ids.map((id) => line(`  ${visibleLine(id)}`))
      return confirmBlocks(`Empty the trash? ${plural(ids.length, 'agent')} with memory and record will be gone for good:`, ids)
    }
    case 'rewrite': {
      const changes = question.changes.map(({ agent_id, change }) => line(`  ${visibleLine(agent_id)}: ${visibleLine(change)}`))
      return confirmBlocks('Bring these agents up to date? Their manifests are changed:', changes)
    }
    case 'delete-all':
      return allBlocks(question, columns)
    default:
      return question satisfies never
  }
}

/** What moves to the trash with an agent. */
export function whatGoes({ folder, metrics }: AgentRow): Line[] {
  return [
    factLine('folder', folder),
    factLine('with it', `manifest.json, skill.md, earlier versions, its memory`),
    factLine('record', metrics === null ? 'not used yet' : `${plural(metrics.runs, 'use')}, kept beside it`),
    factLine('back', 'it goes to the trash: u brings it back as it was'),
  ]
}

function allBlocks({ doomed, words }: Extract<AgentsQuestion, { about: 'delete-all' }>, columns: number): Block[] {
  const prompt = `Type ${DELETE_ALL_WORDS} and press Enter: `
  const { lines, cursor } = editorView(words, Math.max(4, columns - prompt.length - 1), 1)
  return [
    { kind: 'text', wrap: true, lines: [line(span('This moves to the trash, with their memories:', 'warn'))] },
    {
      kind: 'text',
      grow: true,
      lines: doomed.map(({ agent_id, folder }) => line(`  ${visibleLine(agent_id)}  `, span(visibleLine(folder), 'dim'))),
    },
    {
      kind: 'text',
      lines: [line(span(prompt, 'warn'), ...(lines[0] ?? []))],
      cursor: { line: 0, column: prompt.length + cursor.column },
    },
  ]
}
