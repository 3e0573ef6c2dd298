import { useMemo } from 'react'
import { eventGroups, filterEvents } from '../../../../../src/view/event-filter.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { VirtualList } from '../../../kit/list/virtual-list.tsx'
import { Empty } from '../../../kit/notice/empty.tsx'
import { Panel } from '../../../kit/place/panel.tsx'
import { FilterBar } from '../../../kit/table/filter-bar.tsx'
import type { RunOfPage } from '../known-run.ts'
import { useRunSearch } from '../use-run-search.ts'
import { CopyLog } from './copy-log.tsx'
import { EventRow } from './event-row.tsx'
import styles from './events-tab.module.css'

/** Every event of the run, in its order; the newest stay in sight unless somebody scrolls up. */
export function EventsTab({ run }: { readonly run: RunOfPage }) {
  const [search, look] = useRunSearch()
  const { q = '', type = '', subtask = '', agent = '', event: open } = search
  const { events, view } = run
  const agentOf = useMemo(() => {
    const agents = new Map(view.subtasks.map(({ id, agent_id }) => [id, agent_id]))
    return (id: string) => agents.get(id)
  }, [view.subtasks])
  const found = useMemo(() => filterEvents(events, { text: q, type, subtask, agent }, agentOf), [events, q, type, subtask, agent, agentOf])
  const revealed = useMemo(() => found.findIndex(({ seq }) => String(seq) === open), [found, open])
  const agents = [...new Set(view.subtasks.flatMap(({ agent_id }) => agent_id ?? []))]
  const filtered = q !== '' || type !== '' || subtask !== '' || agent !== ''
  return (
    <Panel flush label="Events" actions={<CopyLog events={found} view={view} />}>
      <div className={styles.filter}>
        <FilterBar
          of="events"
          text={q}
          onText={(text) => look({ q: text || undefined }, { replace: true })}
          facets={[
            facet(
              'Type',
              type,
              eventGroups(events).map(({ group, count }) => ({ value: group, hint: `${count} events` })),
              (value) => look({ type: value || undefined }),
            ),
            facet(
              'Subtask',
              subtask,
              view.subtasks.map(({ id, title }) => ({ value: id, label: visibleLine(id), hint: visibleLine(title) })),
              (value) => look({ subtask: value || undefined }),
            ),
            facet(
              'Agent',
              agent,
              agents.map((id) => ({ value: id, label: visibleLine(id) })),
              (value) => look({ agent: value || undefined }),
            ),
          ]}
          found={filtered ? `${found.length} of ${events.length}` : `${events.length}`}
          onClear={() => look({ q: undefined, type: undefined, subtask: undefined, agent: undefined })}
        />
      </div>
      {found.length === 0 ? (
        <Empty title={filtered ? 'No event fits the filter' : 'No event yet'} />
      ) : (
        <VirtualList
          label="Events"
          items={found}
          keyOf={({ seq }) => seq}
          guess={30}
          height="66dvh"
          follows={!filtered && open === undefined}
          reveal={revealed < 0 ? undefined : revealed}
        >
          {(event) => (
            <EventRow
              event={event}
              view={view}
              open={String(event.seq) === open}
              onOpen={(opened) => look({ event: opened ? String(event.seq) : undefined }, { replace: true })}
            />
          )}
        </VirtualList>
      )}
    </Panel>
  )
}

function facet(
  label: string,
  value: string,
  options: readonly { readonly value: string; readonly label?: string; readonly hint?: string }[],
  onChange: (value: string) => void,
) {
  // What the address says is offered too, also when there is none of it (yet).
  const known = value === '' || options.some((option) => option.value === value)
  return {
    name: label.toLowerCase(),
    label,
    value,
    options: known ? options : [...options, { value, label: visibleLine(value) }],
    onChange,
  }
}
