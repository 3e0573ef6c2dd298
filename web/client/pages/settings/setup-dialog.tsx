import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDuration } from '../../../../src/view/format.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { Autocomplete } from '../../kit/form/autocomplete.tsx'
import { Form } from '../../kit/form/form.tsx'
import { RadioGroup } from '../../kit/form/radio-group.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Dialog } from '../../kit/over/dialog.tsx'
import styles from './settings.module.css'
import { type SetupForm, wishOf } from './setup-form.ts'

const EMPTY: SetupForm = { place: undefined, address: '', key: '', model: '' }

/** Who should answer: place, address, key, model; tried before it is saved. */
export function SetupDialog({ onClose }: { readonly onClose: () => void }) {
  const { data, error } = useQuery({ queryKey: [...keys.settings, 'setup'], queryFn: () => ask(client.models.setup.$get()), staleTime: 0 })
  const [form, setForm] = useState(EMPTY)
  const change = (more: Partial<SetupForm>) => setForm((now) => ({ ...now, ...more }))
  const { place } = form
  const isRules = place?.provider === 'rules'
  const list = useMutation({
    mutationFn: () => ask(client.models.setup.list.$post({ json: wishOf(form) })),
    onSuccess: (told) => told.type === 'listed' && form.model === '' && change({ model: told.offered }),
  })
  const test = useMutation({ mutationFn: () => ask(client.models.setup.test.$post({ json: wishOf(form) })) })
  const save = useMutation({
    mutationFn: () => ask(client.models.setup.save.$post({ json: { wish: isRules ? null : wishOf(form) } })),
    onSuccess: ({ lines }) => {
      showToast({
        title: 'Saved; it counts from the next run on.',
        description: lines.filter((line) => line.startsWith('note')).join(' '),
        tone: 'good',
      })
      onClose()
    },
  })
  const footer = (
    <>
      {!isRules && (
        <Button
          icon="play"
          busy={test.isPending}
          disabledBecause={form.model === '' ? 'Choose a model first.' : undefined}
          onClick={() => test.mutate()}
        >
          Test
        </Button>
      )}
      <Button
        type="submit"
        variant="primary"
        busy={save.isPending}
        disabledBecause={
          place === undefined ? 'Choose who should answer.' : !isRules && form.model === '' ? 'Choose a model first.' : undefined
        }
      >
        Save
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title="Who should answer?" wide>
      {error !== null && <ErrorNotice error={error} />}
      {data === undefined ? (
        <Skeleton lines={5} height="2rem" />
      ) : (
        <Form label="Connect a model" onSubmit={() => save.mutate()} error={save.error ?? undefined} footer={footer}>
          <RadioGroup
            label="Place"
            value={String(place === undefined ? -1 : data.places.indexOf(place))}
            onChange={(index) => setForm({ ...EMPTY, place: data.places[Number(index)] })}
            options={data.places.map(({ label, note }, index) => ({ value: String(index), label, ...(note === '' ? {} : { hint: note }) }))}
          />
          {place !== undefined && !isRules && (
            <PlaceFields form={form} change={change} models={list.data?.type === 'listed' ? list.data.models : []} />
          )}
          {place !== undefined && !isRules && (
            <Button icon="search" busy={list.isPending} onClick={() => list.mutate()}>
              List its models
            </Button>
          )}
          {list.data?.type === 'refused' && <Notice tone="bad" title={`The ${list.data.field} ${list.data.problem}`} announced />}
          {list.data?.type === 'listed' && (
            <p className={styles.about} role="status">
              {list.data.models.length === 0 ? list.data.detail : `${list.data.models.length} models`}
            </p>
          )}
          {(list.error ?? test.error) !== null && <ErrorNotice error={list.error ?? test.error} />}
          {test.data !== undefined && (
            <Notice
              tone={test.data.ok ? 'good' : 'bad'}
              title={
                test.data.ok
                  ? `It answers, after ${formatDuration(test.data.duration_ms)} (${test.data.how}).`
                  : (test.data.error?.message ?? test.data.detail)
              }
              announced
            >
              {test.data.error !== null && <p className={styles.about}>{test.data.error.fix}</p>}
            </Notice>
          )}
        </Form>
      )}
    </Dialog>
  )
}

interface PlaceFieldsProps {
  readonly form: SetupForm
  readonly change: (more: Partial<SetupForm>) => void
  readonly models: readonly string[]
}

function PlaceFields({ form: { place, address, key, model }, change, models }: PlaceFieldsProps) {
  if (place === undefined) return null
  return (
    <>
      {place.address_asked && (
        <TextField
          label="Address"
          type="url"
          mono
          value={address}
          onChange={(text) => change({ address: text })}
          hint={place.address === '' ? "Empty: the provider's own servers." : `Empty: as it is, ${place.address}.`}
        />
      )}
      {place.key !== null && (
        <TextField
          label={place.key.name}
          type="password"
          value={key}
          onChange={(text) => change({ key: text })}
          hint={place.key.present === '' ? `There is none yet. ${place.key.page}` : `Empty: the one that is there, ${place.key.present}.`}
        />
      )}
      <Autocomplete
        label="Model"
        value={model}
        onChange={(text) => change({ model: text })}
        options={models.map((id) => ({ value: id }))}
      />
    </>
  )
}
