import { memoryFacts } from '../../../../src/view/memory-facts.ts'
import type { MemoryRow } from '../../../../src/view/memory-row.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Button } from '../../kit/act/button.tsx'
import { ButtonLink } from '../../kit/act/link.tsx'
import { Dialog } from '../../kit/over/dialog.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { TextView } from '../../kit/text/text-view.tsx'

/** The whole of an item, and the call that it rests on. */
export function ItemDialog({ item, onClose }: { readonly item: MemoryRow; readonly onClose: () => void }) {
  const { agent_id, run_id, subtask_id, text } = item
  const footer = (
    <>
      <ButtonLink to="/memory/$agent_id" params={{ agent_id }} search={{ run: run_id, all: 'yes' }}>
        All of that run
      </ButtonLink>
      <ButtonLink
        to="/runs/$run_id"
        params={{ run_id }}
        search={{ tab: 'events', type: 'tool', ...(subtask_id === null ? {} : { subtask: subtask_id }) }}
      >
        The calls of its run
      </ButtonLink>
      <Button onClick={onClose}>Close</Button>
    </>
  )
  return (
    <Dialog open wide onClose={onClose} title={`Memory ${item.memory_id}`} footer={footer}>
      <KeyValues pairs={memoryFacts(item, Date.now()).map(([name, words]) => [name, visibleLine(words)] as const)} />
      <TextView label="What it says" text={text} mono={false} />
    </Dialog>
  )
}
