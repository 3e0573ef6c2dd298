import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isJsonObject, type Json } from '../../../../../src/kernel/json.ts'
import { formatBytes } from '../../../../../src/view/format.ts'
import type { Section } from '../../../../../src/view/trace/detail/section.ts'
import type { TracePath } from '../../../../../src/view/trace/trace.ts'
import type { ToolDetail } from '../../../../../src/view/trace/trace-detail.ts'
import { keys } from '../../../api/query-keys.ts'
import { Button } from '../../../kit/act/button.tsx'
import { ErrorNotice } from '../../../kit/notice/error-notice.tsx'
import { Exact } from '../exact.tsx'
import type { RunOfPage } from '../known-run.ts'
import { type CallAddress, runApi, runLinks } from '../run-api.ts'
import { AuditLink } from './audit-link.tsx'
import { SectionList } from './section-list.tsx'
import styles from './step-detail.module.css'

interface ToolCallProps {
  readonly run: RunOfPage
  readonly path: TracePath
  readonly detail: ToolDetail
  /** What was decided and said between the call and its result. */
  readonly between: readonly Section[]
}

/** A tool call: its exact arguments, the decision with its rule, and its exact result. */
export function ToolCall({ run, path, detail, between }: ToolCallProps) {
  const { requested, decided, in_doubt, finished, tool, intent_id } = detail
  const args = requested?.args ?? in_doubt?.args
  const [subtask = '', attempt = ''] = path.slice(-3)
  return (
    <>
      <section className={styles.part} aria-label="Arguments">
        <h3 className={styles.label}>Arguments, exactly</h3>
        {args === undefined ? (
          <p>Not in the log: the call was begun before this part of it.</p>
        ) : (
          <Exact label="arguments" text={JSON.stringify(args, null, 2)} />
        )}
      </section>
      <SectionList sections={between} />
      {decided !== null && (
        <p>
          <AuditLink run_id={run.run_id} call={{ subtask, intent: intent_id, tool, args_hash: decided.args_hash }} />
        </p>
      )}
      {finished !== null && <Result run_id={run.run_id} call={{ subtask, attempt, intent: intent_id }} finished={finished} />}
    </>
  )
}

interface ResultProps {
  readonly run_id: string
  readonly call: CallAddress
  readonly finished: NonNullable<ToolDetail['finished']>
}

function Result({ run_id, call, finished }: ResultProps) {
  const [whole, wantWhole] = useState(false)
  const { ok, result, bytes, truncated } = finished
  const answer = useQuery({
    queryKey: keys.runPart(run_id, 'result', call),
    queryFn: () => runApi.wholeResult(run_id, call),
    enabled: whole,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <section className={styles.part} aria-label="Result">
      <h3 className={styles.label}>
        {ok ? 'Result' : 'Output'}, {formatBytes(bytes)}
        {truncated && ': the log holds its beginning alone'}
        {truncated && !whole && (
          <Button size="s" onClick={() => wantWhole(true)}>
            Show the whole
          </Button>
        )}
        <a href={runLinks.result(run_id, call)} download>
          Save
        </a>
      </h3>
      {answer.error !== null && <ErrorNotice error={answer.error} />}
      {answer.data === undefined ? <Value value={result} /> : <Exact label="whole result" text={answer.data.text} />}
      {answer.data?.cut === true && <p>It is longer than a page shows: save it.</p>}
    </section>
  )
}

/** An object by its members, texts of several lines readable; exactly what was answered. */
function Value({ value }: { readonly value: Json }) {
  if (value === null) return <p className={styles.said}>nothing</p>
  if (typeof value === 'string') return <Exact label="result" text={value} />
  if (!isJsonObject(value)) return <Exact label="result" text={JSON.stringify(value, null, 2)} />
  const texts = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].includes('\n'))
  const rest = Object.fromEntries(Object.entries(value).filter(([name]) => !texts.some(([text]) => text === name)))
  return (
    <>
      {Object.keys(rest).length > 0 && <Exact label="result" text={JSON.stringify(rest, null, 2)} />}
      {texts.map(([name, text]) => (
        <div key={name} className={styles.part}>
          <div className={styles.label}>{name}</div>
          <Exact label={`${name} of the result`} text={text} />
        </div>
      ))}
    </>
  )
}
