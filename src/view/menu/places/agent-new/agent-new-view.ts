import { visibleLine } from '../../../shown-text.ts'
import { factLine, headLine, textLines } from '../../parts/detail-lines.ts'
import { formView } from '../../parts/form/form-view.ts'
import { otherProblems } from '../../parts/form/values-in.ts'
import { permissionLines } from '../../parts/permission-lines.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import type { AgentNewState } from './agent-new-state.ts'

export function agentNewBlocks(state: AgentNewState, columns: number): Block[] {
  switch (state.phase) {
    case 'begin':
      return [formView(state.form, { columns })]
    case 'proposing':
      return [{ kind: 'text', lines: [line(span('drafting it...', 'accent'))] }]
    case 'fields':
      return [
        formView(state.form, { columns }),
        { kind: 'rule', title: 'what it would be' },
        { kind: 'text', wrap: true, lines: outlook(state) },
      ]
    case 'review':
    case 'making':
      return reviewBlocks(state)
    default:
      return state.phase satisfies never
  }
}

/** What the form is heading for: the id, what the policy would let it do, what is worth knowing. */
function outlook(state: AgentNewState): Line[] {
  const { checked, permissions, form, base } = state
  if (checked === null || permissions === null) return [line(span('checked as soon as something is filled in', 'dim'))]
  return [
    ...otherProblems(form, checked.problems).map((problem) => factLine('problem', problem, 'bad')),
    factLine('id', checked.agent_id || '-'),
    ...permissionLines(permissions),
    ...checked.notes.map((note) => factLine('note', note, 'warn')),
    ...(base.proposed_by === null ? [] : [factLine('drafted by', base.proposed_by)]),
  ]
}

function reviewBlocks({ checked, permissions, phase, pane }: AgentNewState): Block[] {
  if (checked === null || permissions === null) return [{ kind: 'text', lines: [line(span('checking it...', 'accent'))] }]
  const question = phase === 'making' ? 'Making it...' : `Make ${visibleLine(checked.agent_id)}? This is all of it:`
  const files = checked.files.flatMap(({ name, text }) => [line(), headLine(name), ...textLines(text.trimEnd())])
  const lines = [
    factLine('folder', checked.folder),
    ...permissionLines(permissions),
    ...checked.notes.map((note) => factLine('note', note, 'warn')),
    ...files,
  ]
  return [
    { kind: 'text', lines: [line(span(question, 'warn'))] },
    { kind: 'text', id: 'folder', wrap: true, grow: true, top: pane.top, lines },
  ]
}
