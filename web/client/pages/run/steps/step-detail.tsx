import { visibleLine } from '../../../../../src/view/shown-text.ts'
import type { Section } from '../../../../../src/view/trace/detail/section.ts'
import { stepDetail } from '../../../../../src/view/trace/detail/step-detail.ts'
import { STATE_LOOKS } from '../../../../../src/view/trace/state-look.ts'
import { isKind } from '../../../../../src/view/trace/trace-node.ts'
import type { TreeRow } from '../../../../../src/view/trace/tree-rows.ts'
import { Button } from '../../../kit/act/button.tsx'
import { StatusChip } from '../../../kit/show/status-chip.tsx'
import { AgentLink } from '../agent-link.tsx'
import type { RunOfPage } from '../known-run.ts'
import { useRunSearch } from '../use-run-search.ts'
import { ModelCall } from './model-call.tsx'
import { SectionList } from './section-list.tsx'
import styles from './step-detail.module.css'
import { ToolCall } from './tool-call.tsx'

/** What the agent saw at this step, what it decided and what came of it: whole and exact. */
export function StepDetail({ run, row, now }: { readonly run: RunOfPage; readonly row: TreeRow; readonly now: number }) {
  const { node, path } = row
  const sections = stepDetail(node, now)
  const agent = run.view.subtasks.findLast(({ id }) => path.includes(id))?.agent_id ?? null
  return (
    <article className={styles.detail} aria-label={`Step ${visibleLine(node.address ?? node.title)}`}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          {node.address !== null && <code>{visibleLine(node.address)}</code>} {visibleLine(node.title || 'the run')}
        </h2>
        <StatusChip look={STATE_LOOKS[node.state]} />
        {agent !== null && (
          <span>
            by <AgentLink id={agent} />
          </span>
        )}
        <EventsOfIt row={row} />
      </header>
      {isKind(node, 'model') && (
        <>
          <SectionList sections={titled(sections, ['state', 'call', 'on the way', 'is writing'])} />
          <ModelCall detail={node.detail} />
        </>
      )}
      {isKind(node, 'tool') && (
        <>
          <SectionList sections={titled(sections, ['state', 'call'])} />
          <ToolCall run={run} path={path} detail={node.detail} between={sections.filter(({ title }) => !OWN_OF_TOOL.test(title))} />
        </>
      )}
      {!isKind(node, 'model') && !isKind(node, 'tool') && <SectionList sections={sections} />}
    </article>
  )
}

const OWN_OF_TOOL = /^(state|call|arguments|result|output)(:|$)/

function titled(sections: readonly Section[], titles: readonly string[]): readonly Section[] {
  return sections.filter(({ title }) => titles.includes(title))
}

/** The events of the subtask that the step belongs to, narrowed down to its call where it is one. */
function EventsOfIt({ row: { path, node } }: { readonly row: TreeRow }) {
  const [, look] = useRunSearch()
  const subtask = path.findLast((key) => !/^(\d+|plan.*|replan.*|synthesis)$/.test(key) && key !== path.at(-1)) ?? path[0]
  const { detail } = node
  const intent = detail.kind === 'model' || detail.kind === 'tool' ? detail.intent_id : undefined
  return (
    <Button
      size="s"
      variant="quiet"
      onClick={() =>
        look({
          tab: 'events',
          q: intent,
          subtask: intent === undefined && node.detail.kind !== 'run' ? subtask : undefined,
          type: undefined,
          agent: undefined,
          event: undefined,
        })
      }
    >
      Events
    </Button>
  )
}
