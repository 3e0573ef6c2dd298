import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type AgentEdit, mayUseIn } from '../../../../src/view/agents/agent-edit.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { judgedQuery } from '../agent/agent-queries.ts'
import { PermissionList } from '../agent/permission-list.tsx'
import type { EditCheck } from './use-edit-check.ts'

interface OutlookProps {
  readonly agent_id: string
  readonly edit: AgentEdit
  readonly check: EditCheck
}

/** What the agent would be: what is wrong, what to think of, what it could do more, and what the policy says to it. */
export function Outlook({ agent_id, edit, check }: OutlookProps) {
  const { problems, warnings, widens, checking, error } = check
  const now = useMemo(() => mayUseIn(edit.base.manifest), [edit.base.manifest])
  const then = useMemo(() => mayUseIn(edit.manifest), [edit.manifest])
  const before = useQuery(judgedQuery(now.tools, now.requires_approval_for, agent_id))
  const after = useQuery(judgedQuery(then.tools, then.requires_approval_for, agent_id))
  return (
    <Arrange as="stack">
      {widens.length > 0 && (
        <Notice tone="warn" announced title="It could do more than now">
          <ul>
            {widens.map((one) => (
              <li key={one}>{visibleLine(one)}</li>
            ))}
          </ul>
          <p>Saving accepts that: you are asked once more.</p>
        </Notice>
      )}
      <Panel title="What is wrong">
        {error !== null && <ErrorNotice error={error} title="It cannot be checked" />}
        <div role="status">
          {problems.length === 0 && <p>{checking ? 'Checking ...' : 'Nothing: it can be saved.'}</p>}
          {problems.length > 0 && (
            <ul>
              {problems.map(({ file, line, message }) => (
                <li key={`${file} ${line} ${message}`}>
                  <code>{line === null ? file : `${file}:${line}`}</code> {visibleLine(message)}
                </li>
              ))}
            </ul>
          )}
        </div>
        {warnings.length > 0 && (
          <>
            <p>To think of:</p>
            <ul>
              {warnings.map(({ file, line, rule, message }) => (
                <li key={`${file} ${line} ${rule} ${message}`}>
                  {file !== null && <code>{line === null ? file : `${file}:${line}`} </code>}
                  {visibleLine(message)} ({rule})
                </li>
              ))}
            </ul>
          </>
        )}
      </Panel>
      <Panel title="What it may do">
        {after.error !== null && <ErrorNotice error={after.error} />}
        {after.data === undefined && after.error === null && <Skeleton lines={4} />}
        {after.data !== undefined && <PermissionList permissions={after.data} before={before.data} />}
      </Panel>
    </Arrange>
  )
}
