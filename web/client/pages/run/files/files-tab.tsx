import { useQuery } from '@tanstack/react-query'
import type { RunFileRow } from '../../../../../src/view/run-file-rows.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { keys } from '../../../api/query-keys.ts'
import { Empty } from '../../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../../kit/notice/skeleton.tsx'
import { Panel } from '../../../kit/place/panel.tsx'
import { Badge } from '../../../kit/show/badge.tsx'
import type { RunOfPage } from '../known-run.ts'
import { runApi } from '../run-api.ts'
import { useRunSearch } from '../use-run-search.ts'
import { FileDetail } from './file-detail.tsx'
import styles from './files-tab.module.css'

const NOW = {
  as_left: { tone: 'good', word: 'as it left it' },
  changed_since: { tone: 'warn', word: 'changed since' },
  gone: { tone: 'dim', word: 'not there' },
  unchanged: { tone: 'dim', word: 'not changed by it' },
  out_of_reach: { tone: 'warn', word: 'out of reach' },
} as const

/** What the run made of files: what each was before and after, and how it stands now. */
export function FilesTab({ run }: { readonly run: RunOfPage }) {
  const [search, look] = useRunSearch()
  // A file changes with a call of a tool: how many have ended says when to look again.
  const calls = run.view.subtasks.reduce((sum, { tool_calls }) => sum + tool_calls, 0)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: keys.runPart(run.run_id, 'files', calls, run.goesOn),
    queryFn: () => runApi.files(run.run_id),
    placeholderData: (before) => before,
  })
  if (error !== null) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (isPending) return <Skeleton lines={4} />
  const files = data?.files ?? []
  if (files.length === 0)
    return (
      <Panel label="Files">
        <Empty title="This run changed no files, and named none">
          What a shell command or a program changed is not recorded; its calls are in the steps.
        </Empty>
      </Panel>
    )
  const chosen = files.find(({ path }) => path === search.file) ?? files[0]
  return (
    <div className={styles.both}>
      <Panel flush title={`Files (${files.length})`}>
        <ul className={styles.list}>
          {files.map((file) => (
            <li key={file.path}>
              <button
                type="button"
                className={styles.file}
                aria-current={file === chosen}
                onClick={() => look({ file: file.path }, { replace: true })}
              >
                <span className={styles.path}>{visibleLine(file.path)}</span>
                <span className={styles.marks}>
                  {marksOf(file).map((mark) => (
                    <Badge key={mark} tone="accent">
                      {mark}
                    </Badge>
                  ))}
                  <Badge tone={NOW[file.now].tone}>{NOW[file.now].word}</Badge>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Panel>
      {chosen !== undefined && <FileDetail key={chosen.path} run_id={run.run_id} file={chosen} />}
    </div>
  )
}

function marksOf({ named, changes }: RunFileRow): string[] {
  const ops = [
    ...new Set(
      changes.map(({ op, before, undone }) => (undone ? `${op}, undone` : op === 'write' && before.kind === 'none' ? 'created' : op)),
    ),
  ]
  return [...ops, ...(named === null ? [] : ['result'])]
}
