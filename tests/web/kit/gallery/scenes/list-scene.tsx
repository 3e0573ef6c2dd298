import { useState } from 'react'
import { Button } from '../../../../../web/client/kit/act/button.tsx'
import { VirtualList } from '../../../../../web/client/kit/list/virtual-list.tsx'
import { Page } from '../../../../../web/client/kit/place/page.tsx'
import { Panel } from '../../../../../web/client/kit/place/panel.tsx'

const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => `${from + n} ${'event '.repeat(1 + ((from + n) % 40))}`)

export function ListScene() {
  const [items, setItems] = useState(() => lines(0, 1000))
  const [reveal, setReveal] = useState<number>()
  return (
    <Page
      title="A list"
      actions={
        <>
          <Button onClick={() => setReveal(500)}>Show 500</Button>
          <Button onClick={() => setItems([...items, ...lines(items.length, 5)])}>Add five</Button>
        </>
      }
    >
      <Panel title="Events" flush>
        <VirtualList label="Events" items={items} keyOf={(_, index) => index} follows reveal={reveal} height="25rem">
          {(item) => <p>{item}</p>}
        </VirtualList>
      </Panel>
    </Page>
  )
}
