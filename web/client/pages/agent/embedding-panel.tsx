import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Disclosure } from '../../kit/place/disclosure.tsx'
import { embeddingQuery } from './agent-queries.ts'

const SHOWN = 8

/** The texts that it is found by, and their vectors. */
export function EmbeddingPanel({ agent_id }: { readonly agent_id: string }) {
  const [open, setOpen] = useState(false)
  const { data, error } = useQuery({ ...embeddingQuery(agent_id), enabled: open })
  return (
    <Disclosure summary="The texts that it is found by, and their vectors" open={open} onOpen={setOpen}>
      {error !== null && <ErrorNotice error={error} />}
      {data === undefined && error === null && <Skeleton lines={4} />}
      {data === null && <p>It has none.</p>}
      {data != null && (
        <>
          <p>
            {data.model}, {data.dim} numbers each.
          </p>
          <ul>
            {data.vectors.map(({ kind, text, vector }) => (
              <li key={`${kind} ${text}`}>
                {kind}: {visibleLine(text)}{' '}
                <code>
                  {vector
                    .slice(0, SHOWN)
                    .map((one) => one.toFixed(3))
                    .join(' ')}{' '}
                  ...
                </code>
              </li>
            ))}
          </ul>
        </>
      )}
    </Disclosure>
  )
}
