import { useMutation } from '@tanstack/react-query'
import { formatDuration } from '../../../../src/view/format.ts'
import { ask, errorText } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { Button } from '../../kit/act/button.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'

/** Asks the model in use, by a tiny call. */
export function ModelTestButton() {
  const test = useMutation({
    mutationFn: () => ask(client.models.test.$post({ json: { call: true } })),
    onSuccess: ({ ok, detail, duration_ms, error }) =>
      showToast({
        title: ok ? `It answers, after ${formatDuration(duration_ms)}.` : (error?.message ?? 'It does not answer.'),
        description: ok ? detail : (error?.fix ?? detail),
        tone: ok ? 'good' : 'bad',
      }),
    onError: (failure) => showToast({ title: errorText(failure), tone: 'bad' }),
  })
  return (
    <Button
      size="s"
      icon="play"
      busy={test.isPending}
      title="A tiny call, which may cost a fraction of a cent"
      onClick={() => test.mutate()}
    >
      Test
    </Button>
  )
}
