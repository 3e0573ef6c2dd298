import type { RunPreview } from '../../../../src/view/run-preview.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Button } from '../../kit/act/button.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { CommandLine } from '../../kit/show/command-line.tsx'
import styles from './new-run.module.css'

interface PreviewNoticeProps {
  readonly preview: RunPreview | undefined
  /** Takes other words instead. */
  readonly onTake: (task: string) => void
}

/** Before it is started: which engine takes it and why, and what is known of the price. */
export function PreviewNotice({ preview, onTake }: PreviewNoticeProps) {
  if (preview === undefined) return <p className={styles.hint}>Looking who would take it...</p>
  const { problem, takes } = preview
  if (problem !== null)
    return (
      <Notice tone="bad" title={visibleLine(problem.message)}>
        {problem.fix !== '' && <CommandLine command={visibleLine(problem.fix)} />}
      </Notice>
    )
  const refused = takes?.by === 'plan' && takes.engine === 'rules' && takes.parts.length === 0
  return (
    <Notice tone={refused ? 'warn' : 'info'} title={engineText(preview)}>
      <p>{takerText(preview)}</p>
      {takes?.by === 'plan' && takes.parts.length > 0 && (
        <ul className={styles.parts}>
          {takes.parts.map((part) => (
            <li key={part.task}>
              {visibleLine(part.task)}: {part.agent_id === null ? 'a new agent would be proposed' : visibleLine(part.agent_id)}
              {part.recipe_id === null ? '' : ` by the recipe ${visibleLine(part.recipe_id)}`}
            </li>
          ))}
        </ul>
      )}
      {refused && takes.suggestions.length > 0 && (
        <fieldset className={styles.templates} aria-label="What could be done instead">
          <legend>Perhaps:</legend>
          {takes.suggestions.map((task) => (
            <Button key={task} size="s" wraps onClick={() => onTake(task)}>
              {visibleLine(task)}
            </Button>
          ))}
        </fieldset>
      )}
      {!refused && <p>{priceText(preview)}</p>}
    </Notice>
  )
}

function engineText({ provider, model, provider_reason }: RunPreview): string {
  return `Engine ${provider === 'rules' ? 'rules, no model' : `${provider}, ${visibleLine(model ?? 'no model')}`}: ${visibleLine(provider_reason)}`
}

function takerText({ takes, rules_first }: RunPreview): string {
  if (takes === null) return 'Write a task to see who would take it.'
  if (takes.by === 'agent') return `${visibleLine(takes.agent_id)}: ${takes.reason}.`
  if (takes.by === 'organize') return `${capital(visibleLine(takes.reason))}.`
  const reason = capital(visibleLine(takes.reason))
  return `${reason}${reason.endsWith('.') ? '' : '.'}${takes.engine === 'model' && takes.parts.length > 0 ? ` Rules first: ${rules_first}.` : ''}`
}

function priceText({ pays, price, provider }: RunPreview): string {
  if (pays === 'no') return 'It costs nothing: no model is asked.'
  const maybe = pays === 'maybe' ? 'The model is asked only when the rules cannot do it. ' : ''
  if (price === null) return `${maybe}The price of this model is not known: a limit in dollars cannot hold, one in tokens can.`
  if (price.input === 0 && price.output === 0) return `${maybe}${provider} costs nothing here (${visibleLine(price.source)}).`
  return `${maybe}At most $${price.input} for a million tokens in, $${price.output} out.`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
