import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { Link } from '../../kit/act/link.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { Said } from '../../kit/show/said.tsx'
import { Time } from '../../kit/show/time.tsx'

/** Doctor, the whole audit chain and the registry itself, at once. */
export function VerifyPanel() {
  const known = useQueryClient()
  const verify = useMutation({
    mutationFn: () => ask(client.health.verify.$post({ json: {} })),
    onSuccess: () => known.invalidateQueries({ queryKey: keys.system }),
  })
  const { data } = verify
  return (
    <Panel
      title="Integrity"
      actions={
        <Button size="s" icon="check" busy={verify.isPending} onClick={() => verify.mutate()}>
          Verify everything
        </Button>
      }
    >
      {verify.error !== null && <ErrorNotice error={verify.error} />}
      {data === undefined ? (
        <p>
          Walks the whole audit chain, and lets SQLite look through the registry. The records themselves are in the{' '}
          <Link to="/audit">audit log</Link>.
        </p>
      ) : (
        <>
          <Notice tone={data.ok ? 'good' : 'bad'} title={data.ok ? 'Everything holds.' : 'Something does not hold.'} announced />
          <KeyValues
            pairs={[
              [
                'Audit chain',
                data.audit.problem === null ? `${data.audit.records} records, unbroken` : <Said key="audit" text={data.audit.problem} />,
              ],
              ['Registry', data.integrity === 'ok' ? 'sound' : <Said key="registry" text={data.integrity} />],
              ['Checks', `${data.checks.filter(({ state }) => state === 'ok').length} of ${data.checks.length} in order`],
              ['Verified', <Time key="at" at={data.at} />],
            ]}
          />
        </>
      )}
    </Panel>
  )
}
