import type { ModelMessage, ModelToolCall } from '../../../../../src/protocol/messages.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import type { ModelDetail } from '../../../../../src/view/trace/trace-detail.ts'
import { Badge } from '../../../kit/show/badge.tsx'
import { Exact } from '../exact.tsx'
import styles from './step-detail.module.css'

/** What a model answered, and before it everything that it was sent, message by message. */
export function ModelCall({ detail }: { readonly detail: ModelDetail }) {
  const { requested, finished } = detail
  const messages = requested?.messages ?? []
  return (
    <>
      {finished?.ok === true && (
        <section className={styles.part} aria-label="Answer">
          <h3 className={styles.label}>Answer</h3>
          <div className={`${styles.message} ${styles.assistant}`}>
            {finished.content !== '' && <Exact label="answer" text={finished.content} />}
            <Wants calls={finished.tool_calls} />
          </div>
        </section>
      )}
      <section className={styles.part} aria-label="Prompt">
        <h3 className={styles.label}>Prompt, as it was sent: {messages.length} messages</h3>
        {requested === null && <p>Not in the log: the call was begun before this part of it.</p>}
        {messages.map((message, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: messages have no other name
          <Message key={n} message={message} n={n + 1} />
        ))}
      </section>
    </>
  )
}

function Message({ message, n }: { readonly message: ModelMessage; readonly n: number }) {
  const { role, content, tool_calls = [], tool_call_id } = message
  return (
    <div className={`${styles.message} ${styles[role] ?? ''}`}>
      <div className={styles.label}>
        <span>{n}</span>
        <Badge>{role}</Badge>
        {tool_call_id !== undefined && <span>answers {visibleLine(tool_call_id)}</span>}
      </div>
      {content !== '' && <Exact label={`message ${n}, ${role}`} text={content} />}
      <Wants calls={tool_calls} />
    </div>
  )
}

function Wants({ calls }: { readonly calls: readonly ModelToolCall[] }) {
  return calls.map(({ id, name, args }) => (
    <div key={id} className={styles.part}>
      <div className={styles.label}>wants {visibleLine(name)}</div>
      <Exact label={`arguments of ${visibleLine(name)}`} text={JSON.stringify(args, null, 2)} />
    </div>
  ))
}
