import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatBytes } from '../../../../../src/view/format.ts'
import type { RunFileChange, RunFileRow } from '../../../../../src/view/run-file-rows.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { keys } from '../../../api/query-keys.ts'
import { Button } from '../../../kit/act/button.tsx'
import { ErrorNotice } from '../../../kit/notice/error-notice.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Skeleton } from '../../../kit/notice/skeleton.tsx'
import { Panel } from '../../../kit/place/panel.tsx'
import { UnifiedDiff } from '../../../kit/text/unified-diff.tsx'
import { Exact } from '../exact.tsx'
import { type FileAddress, runApi, runLinks } from '../run-api.ts'
import styles from './files-tab.module.css'

type View = 'diff' | 'before' | 'after' | 'now'

const WORDS: Readonly<Record<View, string>> = { diff: 'Changes', before: 'Before', after: 'After', now: 'Now' }

/** A file: what the run changed in it, and what it held before, after and now. */
export function FileDetail({ run_id, file }: { readonly run_id: string; readonly file: RunFileRow }) {
  const { changes, named, refused, path } = file
  const [view, setView] = useState<View>(changes.length > 0 ? 'diff' : 'now')
  const [first, last] = [changes[0], changes.at(-1)]
  const views = (Object.keys(WORDS) as View[]).filter((one) => changes.length > 0 || one === 'now')
  return (
    <Panel title={visibleLine(path)}>
      {refused !== '' && <Notice tone="warn" title={visibleLine(refused)} />}
      {named !== null && (
        <p>
          Named as a result by subtask {visibleLine(named.subtask_id)}
          {named.bytes === null ? '' : `, which says it has ${formatBytes(named.bytes)}`}.
        </p>
      )}
      <ul className={styles.changes}>
        {changes.map((change) => (
          <li key={change.id}>{changeWords(change)}</li>
        ))}
      </ul>
      {refused === '' && (
        <>
          <div className={styles.views}>
            {views.map((one) => (
              <Button key={one} size="s" pressed={view === one} onClick={() => setView(one)}>
                {WORDS[one]}
              </Button>
            ))}
          </div>
          {view === 'diff' && first !== undefined && last !== undefined && <Diff run_id={run_id} from={first.id} to={last.id} />}
          {view === 'before' && <Content run_id={run_id} file={{ path, side: 'before', ...idOf(first) }} />}
          {view === 'after' && <Content run_id={run_id} file={{ path, side: 'after', ...idOf(last) }} />}
          {view === 'now' &&
            (file.thing.kind === 'file' ? <Content run_id={run_id} file={{ path, side: 'now' }} /> : <p>There is no file there now.</p>)}
        </>
      )}
    </Panel>
  )
}

function idOf(change: RunFileChange | undefined): { readonly change?: number } {
  return change === undefined ? {} : { change: change.id }
}

function changeWords({ op, subtask_id, attempt, before, after, from_path, undone, kept, note }: RunFileChange): string {
  const size = (thing: RunFileChange['before']): string =>
    thing.kind === 'file' ? formatBytes(thing.bytes) : thing.kind === 'none' ? 'nothing' : thing.kind
  const from = from_path === null ? '' : ` from ${visibleLine(from_path)}`
  const back = undone ? '; undone' : kept || before.kind !== 'file' ? '' : '; what it held before is not kept'
  return `${op}${from} by ${visibleLine(subtask_id)}, attempt ${attempt}: ${size(before)} to ${size(after)}${back}${note === '' ? '' : `; ${visibleLine(note)}`}`
}

function Diff({ run_id, from, to }: { readonly run_id: string; readonly from: number; readonly to: number }) {
  const { data, error } = useQuery({ queryKey: keys.runPart(run_id, 'diff', from, to), queryFn: () => runApi.diff(run_id, from, to) })
  if (error !== null) return <ErrorNotice error={error} />
  if (data === undefined) return <Skeleton lines={6} />
  return data.note === '' ? (
    <UnifiedDiff lines={data.lines} label={`Changes of ${visibleLine(data.path)}`} />
  ) : (
    <p>{visibleLine(data.note)}</p>
  )
}

function Content({ run_id, file }: { readonly run_id: string; readonly file: FileAddress }) {
  const { data, error } = useQuery({ queryKey: keys.runPart(run_id, 'text', file), queryFn: () => runApi.text(run_id, file), retry: false })
  if (error !== null) return <ErrorNotice error={error} />
  if (data === undefined) return <Skeleton lines={6} />
  const isImage = data.type !== 'text' && data.type !== 'binary'
  return (
    <>
      <p>
        {formatBytes(data.bytes)}, sha256 <code>{data.sha256.slice(0, 16)}</code>{' '}
        <a href={runLinks.raw(run_id, file)} download>
          Save
        </a>
      </p>
      {data.text !== null && <Exact label={`content of ${visibleLine(file.path)}`} text={data.text} />}
      {data.cut && <p>This is its beginning; save it to see all.</p>}
      {isImage && <img className={styles.image} src={runLinks.image(run_id, file)} alt={`${visibleLine(file.path)}, ${file.side}`} />}
      {data.type === 'binary' && <p>It is no text.</p>}
    </>
  )
}
