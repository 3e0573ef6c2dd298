import { useMemo } from 'react'
import { visibleLine, visibleText } from '../../../../../src/view/shown-text.ts'
import { Link } from '../../../kit/act/link.tsx'
import { Panel } from '../../../kit/place/panel.tsx'
import { Badge } from '../../../kit/show/badge.tsx'
import type { RunOfPage } from '../known-run.ts'
import styles from './memory-list.module.css'
import { ownersOfMemory } from './owners-of-memory.ts'

interface Item {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly note: string
}

/** What the agents of a run remembered of earlier ones, and what they learned for later ones. */
export function MemoryList({ run: { view, events } }: { readonly run: RunOfPage }) {
  const { recalled, learned } = view
  const owners = useMemo(() => ownersOfMemory(events), [events])
  const told = recalled.map(({ untrusted, ...item }) => ({ ...item, note: untrusted === true ? 'from content outside' : '' }))
  const kept = learned.map(({ superseded, ...item }) => ({
    ...item,
    note: superseded.length > 0 ? `instead of ${superseded.join(', ')}` : '',
  }))
  return (
    <>
      <Items title="Remembered" items={distinct(told)} owners={owners} />
      <Items title="Learned" items={distinct(kept)} owners={owners} />
    </>
  )
}

// Several agents, or several attempts, may be told the same.
function distinct(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()]
}

interface ItemsProps {
  readonly title: string
  readonly items: readonly Item[]
  readonly owners: ReadonlyMap<string, string>
}

function Items({ title, items, owners }: ItemsProps) {
  if (items.length === 0) return null
  return (
    <Panel title={`${title} (${items.length})`}>
      <ul className={styles.items}>
        {items.map((item) => (
          <li key={item.id}>
            <Badge>{item.kind}</Badge> {visibleText(item.text)}{' '}
            <span className={styles.note}>
              {[item.note, item.id.slice(0, 8)].filter(Boolean).join(', ')} <MemoryOf agent={owners.get(item.id)} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function MemoryOf({ agent }: { readonly agent: string | undefined }) {
  return agent === undefined ? null : (
    <Link to="/memory/$agent_id" params={{ agent_id: agent }}>
      memory of {visibleLine(agent)}
    </Link>
  )
}
