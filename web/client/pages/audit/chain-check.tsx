import { useMutation } from '@tanstack/react-query'
import { auditCheckText } from '../../../../src/view/audit-check-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { Link } from '../../kit/act/link.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'

export function useChainCheck() {
  return useMutation({ mutationFn: () => ask(client.audit.chain.$get()) })
}

/** What came of walking the chain from its first record on. */
export function ChainCheck({ check }: { readonly check: ReturnType<typeof useChainCheck> }) {
  const { data, error, mutate } = check
  if (error !== null) return <ErrorNotice error={error} title="The chain was not verified" onRetry={() => mutate()} />
  if (data === undefined) return null
  return (
    <Notice tone={data.ok ? 'good' : 'bad'} title={auditCheckText(data)} announced>
      {!data.ok && (
        <p>
          Nothing from there on is proved.{' '}
          <Link to="/audit/$n" params={{ n: String(data.first_bad) }}>
            Open record {data.first_bad}
          </Link>
        </p>
      )}
    </Notice>
  )
}
