import type { RunView } from '../../../../../src/view/run-view.ts'
import { visibleText } from '../../../../../src/view/shown-text.ts'
import { Panel } from '../../../kit/place/panel.tsx'
import { Badge } from '../../../kit/show/badge.tsx'
import styles from './memory-list.module.css'

interface Item {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly note: string
}

/** What the agents of a run remembered of earlier ones, and what they learned for later ones. */
export function MemoryList({ recalled, learned }: Pick<RunView, 'recalled' | 'learned'>) {
  const told = recalled.map(({ untrusted, ...item }) => ({ ...item, note: untrusted === true ? 'from content outside' : '' }))
  const kept = learned.map(({ superseded, ...item }) => ({
    ...item,
    note: superseded.length > 0 ? `instead of ${superseded.join(', ')}` : '',
  }))
  return (
    <>
      <Items title="Remembered" items={distinct(told)} />
      <Items title="Learned" items={distinct(kept)} />
    </>
  )
}

// Several agents, or several attempts, may be told the same.
function distinct(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()]
}

function Items({ title, items }: { readonly title: string; readonly items: readonly Item[] }) {
  if (items.length === 0) return null
  return (
    <Panel title={`${title} (${items.length})`}>
      <ul className={styles.items}>
        {items.map((item) => (
          <li key={item.id}>
            <Badge>{item.kind}</Badge> {visibleText(item.text)}{' '}
            <span className={styles.note}>{[item.note, item.id.slice(0, 8)].filter(Boolean).join(', ')}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
