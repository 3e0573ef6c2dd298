import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { MemoryRow } from '../../../../src/view/memory-row.ts'
import { ask, errorText } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { showToast } from '../../kit/notice/show-toast.ts'

/** What is done to single items at once, with a way back where there is one. */
export function useMemoryActs(agent: string) {
  const queries = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: ({ memory_id, pinned }: MemoryRow) =>
      ask(client.memory[':agent'][':id'].pin.$post({ param: { agent, id: memory_id }, json: { pinned: !pinned } })),
    onSuccess: (item) => {
      void queries.invalidateQueries({ queryKey: keys.memory })
      showToast({
        title: item.pinned ? 'Pinned' : 'No longer pinned',
        description: item.memory_id,
        action: { label: 'Undo', run: () => mutate(item) },
      })
    },
    onError: (error) => showToast({ title: 'It was not changed', description: errorText(error), tone: 'bad' }),
  })
  return { pin: mutate }
}
