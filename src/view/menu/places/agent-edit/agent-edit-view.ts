import { factLine, headLine } from '../../parts/detail-lines.ts'
import { diffLines } from '../../parts/diff-lines.ts'
import { formView } from '../../parts/form/form-view.ts'
import { otherProblems } from '../../parts/form/values-in.ts'
import { permissionLines } from '../../parts/permission-lines.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import type { EditedAgent } from './agent-edit-io.ts'
import { type AgentEditState, textsNow } from './agent-edit-state.ts'
import { problemText } from './problem-text.ts'

export function agentEditBlocks(state: AgentEditState, columns: number): Block[] {
  const { agent, saving, overtaken, form } = state
  if (agent === null) return [{ kind: 'text', lines: [line(span('reading its folder...', 'dim'))] }]
  if (saving) return [{ kind: 'text', lines: [line(span('saving...', 'accent'))] }]
  if (overtaken !== null) return overtakenBlocks(state, overtaken)
  return [
    formView(form, { columns }),
    { kind: 'rule', title: 'what it would be' },
    { kind: 'text', wrap: true, lines: outlook(state, agent) },
  ]
}

function outlook({ form, problems, permissions }: AgentEditState, { copy_to }: EditedAgent): Line[] {
  return [
    ...(copy_to === null
      ? []
      : [factLine('note', `it comes with claw: what you save becomes a copy in ${copy_to}, used in its stead`, 'warn')]),
    ...otherProblems(form, problems.map(problemText)).map((problem) => factLine('problem', problem, 'bad')),
    ...(permissions === null ? [line(span('asking the policy...', 'dim'))] : permissionLines(permissions)),
  ]
}

/** Nothing was saved: what they have changed, then what the form would change of that. */
function overtakenBlocks(state: AgentEditState, now: EditedAgent): Block[] {
  const before = state.agent?.texts ?? now.texts
  const mine = textsNow(state)
  const lines = [
    headLine('What they changed'),
    ...diffLines(before.manifest, now.texts.manifest),
    ...diffLines(before.skill, now.texts.skill),
    line(),
    headLine('What your form would change of that'),
    ...diffLines(now.texts.manifest, mine.manifest),
    ...diffLines(now.texts.skill, mine.skill),
  ]
  return [
    {
      kind: 'text',
      wrap: true,
      lines: [line(span('Somebody else has changed this agent meanwhile. Nothing was saved, and your form is as it was.', 'warn'))],
    },
    { kind: 'text', id: 'changes', wrap: true, grow: true, top: state.pane.top, lines },
  ]
}
