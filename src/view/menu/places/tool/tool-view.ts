import { formatDuration } from '../../../format.ts'
import { exactJson, visibleLine } from '../../../shown-text.ts'
import { factLine, headLine, textLines } from '../../parts/detail-lines.ts'
import { formView } from '../../parts/form/form-view.ts'
import { jsonLines } from '../../parts/json-lines.ts'
import { verdictLines } from '../../parts/verdict-lines.ts'
import type { ScreenContext } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import type { ToolState } from './tool-state.ts'

/** The name of the block that scrolls. */
export function paneId({ phase }: ToolState): string {
  return phase.is === 'asking' ? 'question' : 'tool'
}

export function toolBlocks(state: ToolState, context: ScreenContext): Block[] {
  if (state.phase.is === 'filling') return [formView(state.phase.form, context)]
  return [
    { kind: 'text', lines: [statusLine(state, context)] },
    { kind: 'text', id: paneId(state), wrap: wrapOf(state), grow: true, top: state.pane.top, lines: bodyLines(state) },
  ]
}

// What was read of a question is counted in the rows of the plain wrapping, also after a resize.
function wrapOf({ phase }: ToolState): true | 'flush' {
  return phase.is === 'asking' ? 'flush' : true
}

function statusLine({ phase, agent_id }: ToolState, { now }: ScreenContext): Line {
  const whose = span(agent_id === null ? 'called by you' : `as ${visibleLine(agent_id)}`, 'dim')
  switch (phase.is) {
    case 'judging':
      return line(whose, span('   judging...', 'accent'))
    case 'judged':
      return line(whose, span('   dry run: nothing was done', 'accent'))
    case 'asking':
      return line(span('The policy asks before this is done. ', 'warn'), span('The whole call:', 'strong'))
    case 'calling': {
      const word = phase.cancelled ? 'ending' : 'calling'
      return line(whose, span(`   ${word}... ${formatDuration(Math.max(0, now - phase.since))}`, 'accent'))
    }
    case 'called':
      return line(
        whose,
        phase.row.ok ? span('   done', 'good') : span('   not done or failed', 'bad'),
        span(phase.row.duration_ms === null ? '' : ` in ${formatDuration(phase.row.duration_ms)}`, 'dim'),
      )
    case 'looking':
    case 'filling':
      return line(whose)
    default:
      return phase satisfies never
  }
}

function bodyLines(state: ToolState): Line[] {
  const { phase } = state
  switch (phase.is) {
    case 'asking':
    case 'judged':
      return verdictLines(phase.verdict)
    case 'called': {
      const { error, result, verdict } = phase.row
      return [
        ...(error === null ? [] : [factLine('error', `${error.code}: ${error.message}`, 'bad')]),
        ...(result === null ? [] : jsonLines(result)),
        line(),
        headLine('Decision'),
        ...verdictLines(verdict),
      ]
    }
    case 'looking':
    case 'filling':
    case 'judging':
    case 'calling':
      return aboutLines(state)
    default:
      return phase satisfies never
  }
}

function aboutLines({ tool, args }: ToolState): Line[] {
  if (tool === null) return [line(span('looking...', 'dim'))]
  const aliases = Object.entries(tool.aliases).map(([alias, name]) => `${alias} = ${name}`)
  return [
    ...textLines(tool.description),
    factLine('effects', tool.effects.join(' ')),
    ...(tool.allowed ? [] : [factLine('allowed', 'no: the tool is not in the allowlist of this agent', 'bad')]),
    line(),
    headLine('Arguments of the call'),
    ...textLines(exactJson(args)),
    line(),
    headLine('What it takes'),
    ...textLines(exactJson(tool.input_schema), 'dim'),
    ...(aliases.length === 0 ? [] : [factLine('also', aliases.join(', '))]),
  ]
}
