import type { MemoryRow } from '../../../../src/view/memory-row.ts'
import { ask, errorText } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { showToast } from '../../kit/notice/show-toast.ts'
import { saveFile } from '../runs/save-file.ts'

interface Exported {
  readonly kind: MemoryRow['kind'] | ''
  readonly run: string
}

/** As `claw memory export`: every item, expired and superseded ones too, one JSON object a line. */
export async function exportMemories(agent: string, { kind, run }: Exported): Promise<void> {
  const filter = { limit: '5000', all: 'yes', ...(kind === '' ? {} : { kind }), ...(run === '' ? {} : { run }) } as const
  try {
    const memories: MemoryRow[] = []
    for (let after: string | null | undefined; after !== null; ) {
      const query = after === undefined ? filter : { ...filter, after }
      const page = await ask(client.memory[':agent'].$get({ param: { agent }, query }))
      memories.push(...page.memories)
      after = page.next
    }
    saveFile(`memory-${agent}.jsonl`, 'application/jsonl', memories.map((item) => `${JSON.stringify(item)}\n`).join(''))
  } catch (error) {
    showToast({ title: 'It was not exported', description: errorText(error), tone: 'bad' })
  }
}
