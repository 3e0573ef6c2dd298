import type { MemoryHit, MemoryRow } from '../../../../src/view/memory-row.ts'
import { IconButton } from '../../kit/act/icon-button.tsx'
import { Link } from '../../kit/act/link.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { Said } from '../../kit/show/said.tsx'
import { Time } from '../../kit/show/time.tsx'
import type { Column } from '../../kit/table/column.ts'

interface MemoryColumnsOptions {
  readonly scored: boolean
  readonly open: (item: MemoryRow) => void
  readonly pin: (item: MemoryRow) => void
  readonly forget: (item: MemoryRow) => void
}

/** An item with what it rests on, and what can be done about it. */
export function memoryColumns({ scored, open, pin, forget }: MemoryColumnsOptions): readonly Column<MemoryRow | MemoryHit>[] {
  return [
    { id: 'text', title: 'What', cell: (item) => <What {...item} /> },
    ...(scored ? [SCORE] : []),
    { id: 'from', title: 'From', width: '10rem', cell: (item) => <From {...item} /> },
    { id: 'uses', title: 'Recalled', align: 'end', width: '6rem', minor: true, cell: ({ uses }) => uses },
    {
      id: 'acts',
      title: 'Acts',
      width: '9.5rem',
      cell: (item) => (
        <Arrange as="row" close>
          <IconButton icon="eye" label={`See all of ${item.memory_id}`} onClick={() => open(item)} />
          <IconButton
            icon="pin"
            label={item.pinned ? `Let go of ${item.memory_id}` : `Pin ${item.memory_id}: it neither expires nor gives way`}
            pressed={item.pinned}
            onClick={() => pin(item)}
          />
          <IconButton icon="trash" label={`Forget ${item.memory_id}`} onClick={() => forget(item)} />
        </Arrange>
      ),
    },
  ]
}

const SCORE: Column<MemoryRow | MemoryHit> = {
  id: 'score',
  title: 'Score',
  align: 'end',
  width: '5rem',
  cell: (item) => ('score' in item ? item.score.toFixed(2) : ''),
}

function What({ text, kind, state, pinned, untrusted, expires_at }: MemoryRow) {
  return (
    <Arrange as="stack" close>
      <Said text={text} lines={3} />
      <Arrange as="row" close>
        <Badge tone="dim">{kind}</Badge>
        {pinned && <Badge tone="accent">pinned</Badge>}
        {untrusted && (
          <Badge tone="warn" title="Learned in a run that had read content from outside, or brought along from elsewhere.">
            untrusted
          </Badge>
        )}
        {state !== 'live' && <Badge tone="dim">{state}</Badge>}
        {state === 'live' && expires_at !== null && <Badge tone="dim">expires {new Date(expires_at).toLocaleDateString()}</Badge>}
      </Arrange>
    </Arrange>
  )
}

function From({ run_id, created_at, tool }: MemoryRow) {
  return (
    <>
      <Link quiet to="/runs/$run_id" params={{ run_id }}>
        {run_id}
      </Link>
      <br />
      <Time at={created_at} />
      {tool !== null && <Said text={` ${tool}`} />}
    </>
  )
}
