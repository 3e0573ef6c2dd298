import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ModelRow } from '../../../../src/view/model-rows.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Disclosure } from '../../kit/place/disclosure.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { Said } from '../../kit/show/said.tsx'
import type { Column } from '../../kit/table/column.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { ModelTestButton } from './model-test-button.tsx'
import styles from './settings.module.css'
import { SetupDialog } from './setup-dialog.tsx'
import { UseModelButton } from './use-model-button.tsx'

const COLUMNS: readonly Column<ModelRow>[] = [
  {
    id: 'id',
    title: 'Model',
    cell: ({ id, in_use }) => (
      <span className={styles.value}>
        <Said text={id} />
        {in_use && <Badge tone="good">in use</Badge>}
      </span>
    ),
  },
  {
    id: 'context',
    title: 'Window',
    align: 'end',
    width: '8rem',
    cell: ({ context_tokens }) => (context_tokens === null ? 'not known' : context_tokens.toLocaleString('en-US')),
  },
  { id: 'input', title: '$ in / 1M', align: 'end', width: '7rem', cell: ({ price }) => (price === null ? 'unknown' : price.input) },
  { id: 'output', title: '$ out / 1M', align: 'end', width: '7rem', cell: ({ price }) => (price === null ? 'unknown' : price.output) },
  { id: 'as_of', title: 'Price of', width: '8rem', minor: true, cell: ({ price }) => price?.as_of ?? '' },
  { id: 'use', title: 'Try and use', width: '12rem', cell: (row) => <UseModelButton model={row.id} inUse={row.in_use} /> },
]

/** The engine: who answers, at what price, and another one, tried before it is saved. */
export function ModelsTab() {
  const [connects, setConnects] = useState(false)
  const known = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: [...keys.settings, 'models'], queryFn: () => ask(client.models.$get()) })
  if (data === undefined)
    return error === null ? <Skeleton lines={6} height="3rem" /> : <ErrorNotice error={error} onRetry={() => void refetch()} />
  const close = () => {
    setConnects(false)
    void known.invalidateQueries()
  }
  return (
    <div className={styles.stack}>
      <Panel
        title="Engine"
        actions={
          <Arrange as="row">
            {data.provider !== 'rules' && <ModelTestButton />}
            <Button size="s" variant="primary" onClick={() => setConnects(true)}>
              {data.provider === 'rules' ? 'Connect a model' : 'Change'}
            </Button>
          </Arrange>
        }
      >
        <KeyValues
          pairs={[
            ['Provider', data.provider === 'rules' ? 'none: the rules engine' : data.provider],
            ['Model', data.model === null ? undefined : <Said key="model" text={data.model} />],
            [
              'On this machine',
              data.servers.length === 0 ? undefined : data.servers.map(({ name, base_url }) => `${name} (${base_url})`).join(', '),
            ],
          ]}
        />
        <Disclosure summary="Why this one">
          <pre className={styles.why}>
            <Said text={data.why.join('\n')} />
          </pre>
        </Disclosure>
      </Panel>
      {data.problem !== '' && <Notice tone="warn" title={<Said text={data.problem} />} />}
      {data.provider !== 'rules' && (
        <Panel title="Models" flush>
          <DataTable
            label="Models"
            columns={COLUMNS}
            rows={data.rows}
            keyOf={({ id }) => id}
            empty={<Empty title="The provider lists no models." command="claw models why" />}
          />
        </Panel>
      )}
      {connects && <SetupDialog onClose={close} />}
    </div>
  )
}
