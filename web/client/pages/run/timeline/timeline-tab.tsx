import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { formatDuration } from '../../../../../src/view/format.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { moved, placeIn, type TimeWindow, ticksIn, timelineBar, wholeRun, zoomed } from '../../../../../src/view/timeline/timeline.ts'
import { type WaitSpan, waitSpans } from '../../../../../src/view/timeline/wait-spans.ts'
import { STATE_LOOKS } from '../../../../../src/view/trace/state-look.ts'
import { elapsedOf, type TreeRow, treeRows } from '../../../../../src/view/trace/tree-rows.ts'
import { Button } from '../../../kit/act/button.tsx'
import { IconButton } from '../../../kit/act/icon-button.tsx'
import { Panel } from '../../../kit/place/panel.tsx'
import type { RunOfPage } from '../known-run.ts'
import { useNow } from '../use-now.ts'
import { useRows } from '../use-rows.ts'
import { useRunSearch } from '../use-run-search.ts'
import styles from './timeline-tab.module.css'

const ROW = 28
const TICKS = 8

/** What took how long, and what waited for whom: a bar for each part of the run. */
export function TimelineTab({ run }: { readonly run: RunOfPage }) {
  const [search, look] = useRunSearch()
  const ticking = useNow(run.goesOn)
  const now = run.goesOn ? ticking : run.until()
  const rows = useMemo(() => treeRows(run.shown), [run.shown])
  const waits = useMemo(() => waitSpans(run.events), [run.events])
  const whole = wholeRun(run.shown, now)
  const [chosenWindow, setWindow] = useState<TimeWindow>()
  const shown = chosenWindow ?? whole
  const start = run.shown.root.started_at ?? now
  const box = useRef<HTMLDivElement>(null)
  const at = rows.findIndex(({ id }) => id === (search.step ?? ''))
  const seen = useRows({ box, count: rows.length, size: ROW, reveal: at < 0 ? undefined : at })
  const zoom = (factor: number) => setWindow(zoomed(shown, whole, { factor }))
  const choose = (id: string | undefined) => id !== undefined && look({ step: id }, { replace: true })
  const press = (event: KeyboardEvent): void => {
    const act = KEYS[event.key]
    if (act === undefined) return
    event.preventDefault()
    if (act === 'next') choose(rows[Math.min(rows.length - 1, at + 1)]?.id)
    else if (act === 'before') choose(rows[Math.max(0, at - 1)]?.id)
    else if (act === 'open') look({ tab: 'steps' })
    else if (act === 'all') setWindow(undefined)
    else if (act === 'in' || act === 'out') zoom(act === 'in' ? 1.6 : 1 / 1.6)
    else setWindow(moved(shown, whole, act === 'later' ? 0.2 : -0.2))
  }
  return (
    <Panel
      flush
      title="Timeline"
      actions={
        <>
          <IconButton icon="chevron-left" label="Earlier (left arrow)" size="s" onClick={() => setWindow(moved(shown, whole, -0.2))} />
          <IconButton icon="chevron-right" label="Later (right arrow)" size="s" onClick={() => setWindow(moved(shown, whole, 0.2))} />
          <IconButton icon="plus" label="Zoom in (+)" size="s" onClick={() => zoom(1.6)} />
          <IconButton icon="minus" label="Zoom out (-)" size="s" onClick={() => zoom(1 / 1.6)} />
          <Button size="s" variant="quiet" onClick={() => setWindow(undefined)}>
            All of it
          </Button>
          <Button size="s" disabledBecause={at < 0 ? 'Choose a bar first.' : undefined} onClick={() => look({ tab: 'steps' })}>
            Details
          </Button>
        </>
      }
    >
      <Scale shown={shown} />
      <div
        ref={box}
        className={styles.box}
        role="listbox"
        aria-label="Parts of the run by time. Arrows move, plus and minus zoom, Enter opens the details."
        tabIndex={0}
        aria-activedescendant={at < 0 ? undefined : `bar-${at}`}
        onKeyDown={press}
      >
        <div className={styles.list} style={{ height: seen.height }} role="presentation">
          {seen.items.map(({ index, start: top }) => {
            const row = rows[index]
            return row === undefined ? null : (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
              <div
                key={row.id}
                id={`bar-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                className={styles.row}
                style={{ transform: `translateY(${top}px)` }}
                onClick={() => choose(row.id)}
                onDoubleClick={() => look({ tab: 'steps', step: row.id })}
              >
                <Row row={row} now={now} start={start} shown={shown} waits={waits} />
              </div>
            )
          })}
        </div>
      </div>
    </Panel>
  )
}

const KEYS: Readonly<Record<string, 'next' | 'before' | 'open' | 'in' | 'out' | 'all' | 'later' | 'earlier'>> = {
  ArrowDown: 'next',
  ArrowUp: 'before',
  ArrowRight: 'later',
  ArrowLeft: 'earlier',
  Enter: 'open',
  '+': 'in',
  '=': 'in',
  '-': 'out',
  '0': 'all',
}

function Scale({ shown }: { readonly shown: TimeWindow }) {
  return (
    <div className={styles.scale} aria-hidden="true">
      {ticksIn(shown, TICKS).map((at) => (
        <span key={at} style={{ left: `${((at - shown.from) / (shown.to - shown.from)) * 100}%` }}>
          {formatDuration(at)}
        </span>
      ))}
    </div>
  )
}

interface RowProps {
  readonly row: TreeRow
  readonly now: number
  /** When the run began. */
  readonly start: number
  readonly shown: TimeWindow
  readonly waits: readonly WaitSpan[]
}

function Row({ row, now, start, shown, waits }: RowProps) {
  const { node, depth } = row
  const bar = timelineBar(row, start, now)
  const place = bar === null ? undefined : placeIn(bar, shown)
  const took = node.started_at === null ? '' : formatDuration(elapsedOf(node, now))
  const name = `${node.address === null ? '' : `${visibleLine(node.address)} `}${depth === 0 ? 'the run' : visibleLine(node.title)}`
  return (
    <>
      <span className={styles.name} style={{ paddingInlineStart: `${0.75 + Math.min(depth, 6) * 0.75}rem` }}>
        {name}
        <span className="visually-hidden">
          , {STATE_LOOKS[node.state].word} {took}
        </span>
      </span>
      <span className={styles.lane} title={`${name}: ${STATE_LOOKS[node.state].word}${took === '' ? '' : `, ${took}`}`}>
        {place !== undefined && (
          <span
            className={styles.bar}
            data-kind={node.detail.kind}
            data-state={node.state}
            data-open={bar?.open === true || undefined}
            style={{ left: `${place.left}%`, width: `${place.width}%` }}
          />
        )}
        {waitsOf(row, waits).map((wait) => {
          const at = placeIn({ from: wait.from - start, to: (wait.to ?? now) - start }, shown)
          return at === undefined ? null : (
            <span key={wait.from} className={styles.wait} style={{ left: `${at.left}%`, width: `${at.width}%` }} title={WAITS[wait.kind]} />
          )
        })}
        {place !== undefined && (
          <span
            className={styles.took}
            data-inside={place.left + place.width > 80 || undefined}
            style={place.left + place.width > 80 ? { right: `${100 - place.left}%` } : { left: `${place.left + place.width}%` }}
          >
            {took}
          </span>
        )}
      </span>
    </>
  )
}

const WAITS = { person: 'waiting for a person', stopped: 'nobody carried it on' } as const

/** Of the run all; of a subtask and of what is asked its own. */
function waitsOf({ node, depth }: TreeRow, waits: readonly WaitSpan[]): readonly WaitSpan[] {
  if (depth === 0) return waits
  return node.detail.kind === 'subtask' ? waits.filter(({ subtask_id }) => subtask_id === node.key) : []
}
