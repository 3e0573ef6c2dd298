import { type ReactNode, useState } from 'react'
import { isJsonObject } from '../../../../src/kernel/json.ts'
import { type ApprovalFact, approvalView } from '../../../../src/view/approval-view.ts'
import type { ApprovalRow } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Link } from '../../kit/act/link.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { ApprovalChanges } from './approval-changes.tsx'
import styles from './approvals.module.css'
import { ExactText } from './exact-text.tsx'

interface ApprovalFactsProps {
  readonly row: ApprovalRow
  /** Called when all that is exact has been in sight. */
  readonly onReadAll: () => void
}

/** What the host knows about a request, from its canonical arguments, never from the words of an agent. */
export function ApprovalFacts({ row, onReadAll }: ApprovalFactsProps) {
  const { facts } = approvalView(row)
  const exact = facts.filter(({ kind }) => kind === 'exact').length
  const [read, setRead] = useState<ReadonlySet<string>>(new Set())
  const readOne = (label: string): void => {
    const next = new Set(read).add(label)
    setRead(next)
    if (next.size >= exact) onReadAll()
  }
  const pairs = facts.map((fact) => [fact.label, factNode(fact, row.run_id, () => readOne(fact.label))] as const)
  return <KeyValues pairs={[...pairs, ...more(row)]} />
}

function factNode({ label, text, kind }: ApprovalFact, run_id: string, onRead: () => void): ReactNode {
  switch (kind) {
    case 'exact':
      return <ExactText label={label} text={text} onRead={onRead} />
    case 'unverified':
      return <em className={styles.unverified}>{text}</em>
    case 'why':
      return (
        <span>
          {text}{' '}
          <Link to="/audit" search={{ q: `run:${run_id}`, decision: 'ask' }} className={styles.aside}>
            what the policy decided
          </Link>
        </span>
      )
    case 'plain':
      return text
    default:
      return kind satisfies never
  }
}

/** Easier to read than the arguments, and made from them: the words of a command, what would become of files. */
function more(row: ApprovalRow): (readonly [string, ReactNode])[] {
  const words = row.facts.grant?.match?.by === 'command' ? row.facts.grant.match.words : undefined
  return [
    ...(words === undefined ? [] : [['command words', <Words key="words" words={words} />] as const]),
    ...(namesFiles(row) ? [['changes', <ApprovalChanges key="changes" approval_id={row.approval_id} />] as const] : []),
  ]
}

/** Calls that change files, and the acceptance of what changed since it was pinned. */
const COMPARED = ['file_io', 'accept_agent', 'accept_skill']

function namesFiles({ kind, args, status }: ApprovalRow): boolean {
  return status === 'pending' && kind === 'tool' && isJsonObject(args) && COMPARED.includes(String(args['tool']))
}

function Words({ words }: { readonly words: readonly string[] }) {
  return (
    <span className={styles.words}>
      {words.map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the words of one command
        <code key={index}>{visibleLine(word)}</code>
      ))}
    </span>
  )
}
