import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, errorText } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { Button } from '../../kit/act/button.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { Arrange } from '../../kit/place/arrange.tsx'
import { ModelTrialDialog } from './model-trial-dialog.tsx'

interface UseModelButtonProps {
  readonly model: string
  readonly inUse: boolean
}

/** Tries a model by real calls, and takes it for the runs to come. */
export function UseModelButton({ model, inUse }: UseModelButtonProps) {
  const [tries, setTries] = useState(false)
  const known = useQueryClient()
  const use = useMutation({
    mutationFn: () => ask(client.models.use.$post({ json: { model } })),
    onSuccess: ({ lines }) => {
      showToast({
        title: `${model} is used from the next run on.`,
        description: lines.filter((line) => line.startsWith('note')).join(' '),
        tone: 'good',
      })
      return known.invalidateQueries()
    },
    onError: (failure) => showToast({ title: errorText(failure), tone: 'bad' }),
  })
  return (
    <Arrange as="row" close>
      <Button size="s" variant="quiet" aria-label={`Try ${model}`} onClick={() => setTries(true)}>
        Try
      </Button>
      {!inUse && (
        <Button size="s" aria-label={`Use ${model}`} busy={use.isPending} onClick={() => use.mutate()}>
          Use
        </Button>
      )}
      {tries && <ModelTrialDialog model={model} onClose={() => setTries(false)} />}
    </Arrange>
  )
}
