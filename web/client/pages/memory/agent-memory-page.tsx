import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { MemoryHit, MemoryRow } from '../../../../src/view/memory-row.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { Page } from '../../kit/place/page.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { useCursorRows } from '../../kit/table/use-cursor-rows.ts'
import { exportMemories } from './export-memories.ts'
import { ForgetDialog, type Forgetting } from './forget-dialog.tsx'
import { ItemDialog } from './item-dialog.tsx'
import { memoryColumns } from './memory-columns.tsx'
import { useMemoryActs } from './use-memory-acts.ts'

const here = getRouteApi('/memory/$agent_id')
const LIMIT = '200'
const KINDS = [{ value: 'fact' }, { value: 'procedure' }, { value: 'episode' }]
const OTHERS = [{ value: 'yes', label: 'also expired and superseded' }]

/** What one agent remembers; with words, what a task of these words would recall. */
export function AgentMemoryPage() {
  const { agent_id } = here.useParams()
  const search = here.useSearch()
  const navigate = here.useNavigate()
  const { rows, error, onRetry, more } = useItems(agent_id, search)
  const [forgetting, setForgetting] = useState<Forgetting>()
  const { pin } = useMemoryActs(agent_id)
  const put = (change: Partial<typeof search>) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  const columns = memoryColumns({
    scored: search.q !== '',
    open: ({ memory_id }) => put({ item: memory_id }),
    pin,
    forget: (item) => setForgetting({ what: 'item', item }),
  })
  const opened = rows?.find(({ memory_id }) => memory_id === search.item)
  // An address may name one that stands further down.
  const { hasMore, loading, load } = more
  const isMissing = search.item !== '' && opened === undefined && hasMore && !loading && more.error === undefined
  useEffect(() => {
    if (isMissing) load()
  }, [isMissing, load])
  return (
    <Page
      title={`Memory of ${agent_id}`}
      actions={
        <>
          <Button
            icon="download"
            disabledBecause={rows?.length === 0 ? 'There is nothing to save.' : undefined}
            onClick={() => void exportMemories(agent_id, search)}
          >
            Export
          </Button>
          <Button
            variant="danger"
            icon="trash"
            disabledBecause={rows?.length === 0 ? 'There is nothing to forget.' : undefined}
            onClick={() => setForgetting(search.kind === '' ? { what: 'all' } : { what: 'kind', kind: search.kind })}
          >
            {search.kind === '' ? 'Forget all' : `Forget every ${search.kind}`}
          </Button>
        </>
      }
    >
      <FilterBar
        of="memories"
        text={search.q}
        onText={(q) => put({ q })}
        placeholder="What would a task of these words recall?"
        facets={[
          {
            name: 'kind',
            label: 'Kind',
            value: search.kind,
            options: KINDS,
            onChange: (kind) => put({ kind: kind as typeof search.kind }),
          },
          { name: 'all', label: 'Others', value: search.all, options: OTHERS, onChange: (all) => put({ all: all as typeof search.all }) },
          ...(search.run === ''
            ? []
            : [
                { name: 'run', label: 'Run', value: search.run, options: [{ value: search.run }], onChange: (run: string) => put({ run }) },
              ]),
        ]}
        onClear={() => put({ q: '', kind: '', all: '', run: '' })}
      />
      <Panel flush>
        <DataTable
          label={`Memories of ${agent_id}`}
          columns={columns}
          rows={rows}
          error={error}
          onRetry={onRetry}
          more={more}
          keyOf={({ memory_id }) => memory_id}
          empty={
            <Empty title={search.q === '' ? 'It remembers nothing of that kind' : 'A task of these words would recall nothing'}>
              Agents learn in runs: a fact, a procedure or an episode rests on a tool call that went well.
            </Empty>
          }
        />
      </Panel>
      {opened !== undefined && <ItemDialog item={opened} onClose={() => put({ item: '' })} />}
      <ForgetDialog agent_id={agent_id} forgetting={forgetting} onClose={() => setForgetting(undefined)} />
    </Page>
  )
}

type Search = ReturnType<typeof here.useSearch>

/** A search recalls as a run does, and what is recalled is alive: the facets narrow that down here. */
function useItems(agent: string, { q, kind, all, run }: Search) {
  const param = { agent }
  return useCursorRows<MemoryRow | MemoryHit>(keys.memoryList({ agent, q, kind, all, run }), async (after, signal) => {
    const init = { init: { signal } }
    if (q === '') {
      const filter = { ...(kind === '' ? {} : { kind }), ...(run === '' ? {} : { run }), ...(all === '' ? {} : { all }) }
      const query = { limit: LIMIT, ...filter, ...(after === undefined ? {} : { after }) }
      const { memories, next } = await ask(client.memory[':agent'].$get({ param, query }, init))
      return { rows: memories, next }
    }
    const { hits } = await ask(client.memory[':agent'].search.$get({ param, query: { text: q, limit: '100' } }, init))
    return { rows: hits.filter((hit) => (kind === '' || hit.kind === kind) && (run === '' || hit.run_id === run)), next: null }
  })
}
